import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '../../..');
/** Where the signed-in pages of an application begin. */
const STARTS = {
  'admin-console': 'admin-console/src/app/areas.ts',
  'customer-portal': 'customer-portal/src/app/app.routes.ts',
} as const;
/** A page whose route is written in another way than the others would be left out without a word: there are at least so many. */
const AT_LEAST = { 'admin-console': 44, 'customer-portal': 28 } as const;
/** Pages that are about no address of their own. */
const NOBODYS: readonly string[] = ['/denied', '/**'];

/** Every page of an application by its path, parameters as `:name`, read from its route files: a new page is walked the day it is made. */
export function pagesOf(app: keyof typeof STARTS): string[] {
  const found = pathsIn(join(ROOT, STARTS[app])).map((path) => `/${path}`.replace(/\/+/g, '/').replace(/(.)\/$/, '$1'));
  const pages = [...new Set(found)].filter((path) => !NOBODYS.includes(path));
  if (pages.length < AT_LEAST[app]) throw new Error(`only ${pages.length} pages of ${app} were found: ${pages.join(', ')}`);
  return pages;
}

function pathsIn(file: string): string[] {
  // each part begins with one path and ends in front of the next one
  const [, ...parts] = readFileSync(file, 'utf8').split(/\bpath: '/);
  return parts.flatMap((part) => {
    const path = part.slice(0, part.indexOf("'"));
    const routes = /import\('(\.\/[^']+\.routes)'\)/.exec(part)?.[1];
    if (routes) return pathsIn(join(dirname(file), `${routes}.ts`)).map((inner) => `${path}/${inner}`);
    // a frame is seen around its pages
    return part.includes('children:') || part.includes('redirectTo') ? [] : [path];
  });
}

/** Which paths have a parameter, and what it names in the world of a suite. */
export type Parameter<T> = readonly [pattern: RegExp, valueOf: (world: T) => string];

/** The address of a page with its parameters filled in, one after the other. @throws Error for one that nobody has told the suite about */
export function filled<T>(path: string, parameters: readonly Parameter<T>[], world: T): string {
  if (!path.includes(':')) return path;
  const value = parameters.find(([pattern]) => pattern.test(path))?.[1](world);
  if (!value) throw new Error(`${path} has a parameter, and the suite does not say of what`);
  return filled(path.replace(/:\w+/, value), parameters, world);
}
