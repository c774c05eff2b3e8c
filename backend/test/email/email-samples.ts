import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { SAMPLE_LINKS, TEMPLATES, type EmailData } from '../../src/modules/email/generated/templates.js';
import { TemplateRenderer, type RenderedEmail } from '../../src/modules/email/services/template-renderer.js';

export type EmailName = keyof EmailData;
export type Sample = Readonly<Record<string, unknown>>;

export const EMAILS_ROOT = resolve(__dirname, '../../..');
export const TEMPLATE_FOLDER = join(EMAILS_ROOT, 'backend/src/modules/email/templates');
export const EMAIL_NAMES = Object.keys(TEMPLATES) as EmailName[];
const renderer = new TemplateRenderer();

const fileOf = (name: EmailName, file: string): string => readFileSync(join(TEMPLATE_FOLDER, name, file), 'utf8');

/** What a template's writer would give it, with the links the engine adds. */
export const sampleOf = (name: EmailName): Sample => ({ ...(JSON.parse(fileOf(name, 'sample.json')) as Sample), ...SAMPLE_LINKS });

export const render = (name: EmailName, data: object): RenderedEmail => renderer.render(name, data);

/** The line that mailboxes show beside the subject. */
export const previewOf = (name: EmailName): string => String((JSON.parse(fileOf(name, 'schema.json')) as Sample)['preview']);

/** Variables that are on or off, or may be absent, as the schema declares them. */
function conditionsOf(name: EmailName): { readonly name: string; readonly isBoolean: boolean }[] {
  const { variables } = JSON.parse(fileOf(name, 'schema.json')) as { variables: Record<string, unknown> };
  return Object.entries(variables)
    .filter(([, type]) => type === 'boolean' || (typeof type === 'string' && type.endsWith('?')))
    .map(([variable, type]) => ({ name: variable, isBoolean: type === 'boolean' }));
}

/** The sample with its conditions in every combination: whatever a mail can look like. */
export function casesOf(name: EmailName): { readonly when: string; readonly data: Sample }[] {
  const sample = sampleOf(name);
  const conditions = conditionsOf(name);
  return Array.from({ length: 2 ** conditions.length }, (_, bits) => {
    const isOn = (index: number): boolean => (bits & (1 << index)) !== 0;
    const chosen = conditions.map((one, index) => [one.name, one.isBoolean ? isOn(index) : isOn(index) ? sample[one.name] : null] as const);
    const when = conditions.map((one, index) => `${isOn(index) ? '' : 'no '}${one.name}`).join(', ');
    return { when, data: { ...sample, ...Object.fromEntries(chosen) } };
  });
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  nbsp: ' ',
  '#x3D': '=',
  '#x27': "'",
  '#8202': ' ',
};

export const unescaped = (html: string): string =>
  html.replace(
    /&([#\w]+);/g,
    (whole, name: string) => ENTITIES[name] ?? (name.startsWith('#') ? String.fromCodePoint(Number(name.slice(1))) : whole),
  );

/** What a reader of the HTML sees, without style sheets, comments for Outlook, and the hidden preview. */
export function visibleText(html: string): string {
  const body = html
    .slice(html.indexOf('<body'))
    .replace(/<!--[^]*?-->/g, '')
    .replace(/<div style="display:none[^]*?<\/div>/, '');
  return unescaped(body.replace(/<[^>]+>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim();
}

/** Where the links of the HTML lead. */
export const linksOf = (html: string): string[] => [...html.matchAll(/href="([^"]+)"/g)].map(([, href = '']) => unescaped(href));
