import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** The builder names what may be kept for good by its content: `main-AB12CD34.js`. */
const HASHED = /-[A-Z0-9]{8}\.[a-z0-9]+(\.map)?$/;

/** One built Angular app, as found on the disk at boot. */
export interface AppFiles {
  readonly folder: string;
  /** Paths below the folder, with `/`. A request for anything else never reaches the disk. */
  readonly files: ReadonlySet<string>;
  /** The page. */
  readonly index: string;
}

/** Reads the list of a built app's files; null when the folder has no `index.html`: the app is not built. */
export function readApp(folder: string): AppFiles | null {
  if (!statSync(join(folder, 'index.html'), { throwIfNoEntry: false })?.isFile()) return null;
  const index = readFileSync(join(folder, 'index.html'), 'utf8');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'index.html')
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
  return { folder, files: new Set(files), index };
}

/** Whether the name says what is inside, so that the file may be cached for ever. */
export const isImmutable = (file: string): boolean => HASHED.test(file);

/** What a URL path of an app means. */
export type AppTarget = { readonly kind: 'file'; readonly file: string } | { readonly kind: 'page' } | { readonly kind: 'missing' };

/**
 * A file of the app, one of its pages (any path without an extension: the router in the browser decides), or nothing. A missing file must
 * not answer with the page: a browser would run HTML as a script.
 * @param path below the app's base, without a leading slash
 */
export function targetOf(app: AppFiles, path: string): AppTarget {
  if (app.files.has(path)) return { kind: 'file', file: path };
  const last = path.slice(path.lastIndexOf('/') + 1);
  return last === '' || last === 'index.html' || !last.includes('.') ? { kind: 'page' } : { kind: 'missing' };
}
