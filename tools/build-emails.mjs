// Builds backend/src/modules/email/generated/templates.ts and samples.ts from the template folders beside it.
// Usage: node tools/build-emails.mjs [--check] [folder]
// --check fails when the committed file is not what the templates give; a folder of other templates is only checked, never written.
// A folder holds subject.txt, html.mjml, text.txt, schema.json (variables and their types) and sample.json (values to look at it with).
// MJML and its checks stay here: production only fills ready HTML.
import { existsSync } from 'node:fs';
import { readdir, readFile, mkdir, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import Handlebars from 'handlebars';
import mjml2html from 'mjml';
import prettier from 'prettier';
import { parityComplaints, sampleComplaints } from './email-parity.mjs';

const EMAIL = new URL('../backend/src/modules/email/', import.meta.url);
const other = process.argv.slice(2).find((argument) => !argument.startsWith('--'));
const TEMPLATES = other ? pathToFileURL(`${resolve(other)}/`) : new URL('templates/', EMAIL);
const OUTPUT = new URL('generated/templates.ts', EMAIL);
const SAMPLES = new URL('generated/samples.ts', EMAIL);
const TYPES = { string: 'string', 'string?': 'string | null', boolean: 'boolean', 'boolean?': 'boolean | null' };
/** Classes a recipient may turn off: their mails carry a link that does it. */
const OPTIONAL_CLASSES = ['usage', 'lifecycle', 'reports', 'referral'];
/** Links that the engine gives every mail (`unsubscribeUrl` where there is a choice), as `UnsubscribeLinks` mints them. */
const SAMPLE_LINKS = {
  preferencesUrl: 'https://orbisvoice.example/api/email/unsubscribe/sample/preferences',
  unsubscribeUrl: 'https://orbisvoice.example/api/email/unsubscribe/sample',
};
/** Gmail cuts a mail near 102 kB. */
const MAX_HTML_BYTES = 90_000;
const BLOCKS = ['if', 'unless', 'each'];

const read = (url) => readFile(url, 'utf8');

/** Variables a template uses, as dotted paths; inside `{{#each lines}}` they are `lines[].x`. */
function variablesOf(source) {
  const used = new Set();
  const visit = (node, scope) => {
    if (node.type === 'PathExpression') used.add(scope + node.original);
    for (const statement of node.body ?? []) visitStatement(statement, scope);
  };
  const visitStatement = (node, scope) => {
    if (node.type === 'MustacheStatement') return visit(node.path, scope);
    if (node.type !== 'BlockStatement') return;
    if (!BLOCKS.includes(node.path.original)) throw new Error(`{{#${node.path.original}}} is not allowed`);
    const [subject] = node.params;
    visit(subject, scope);
    const inner = node.path.original === 'each' ? `${scope}${subject.original}[].` : scope;
    visit(node.program, inner);
    if (node.inverse) visit(node.inverse, scope);
  };
  visit(Handlebars.parse(source), '');
  return used;
}

const isOptional = (schema) => OPTIONAL_CLASSES.includes(schema.class);

/** Variables that come from the engine and not from the writer of the mail. */
function engineVariables(schema) {
  return { preferencesUrl: 'string', ...(isOptional(schema) && { unsubscribeUrl: 'string' }), ...(schema.link && { url: 'string' }) };
}

/** Keeps one side of `@@if optional@@ … @@else@@ … @@end@@`: decided here, so that no mail can promise what its class does not have. */
const choose = (source, schema) =>
  source.replace(/@@if optional@@\n([^]*?)@@else@@\n([^]*?)@@end@@\n/g, (_, optional, mandatory) =>
    isOptional(schema) ? optional : mandatory,
  );

/** The same spelling of what a schema declares. */
function declared(variables, prefix = '') {
  return Object.entries(variables).flatMap(([name, type]) =>
    Array.isArray(type) ? [prefix + name, ...declared(type[0], `${prefix}${name}[].`)] : [prefix + name],
  );
}

function typeOf(variables) {
  const fields = Object.entries(variables).map(([name, type]) => {
    const written = Array.isArray(type) ? `readonly ${typeOf(type[0])}[]` : TYPES[type];
    if (!written) throw new Error(`variable ${name}: unknown type ${JSON.stringify(type)}`);
    return `readonly ${name}: ${written};`;
  });
  return `{ ${fields.join(' ')} }`;
}

/** Every declared variable is used in the HTML and in the text, and nothing else is used anywhere. */
function checkVariables({ name, schema, parts }) {
  const known = new Set(declared({ ...schema.variables, ...engineVariables(schema) }));
  const complaints = [];
  for (const [part, source] of Object.entries(parts)) {
    const used = variablesOf(source);
    for (const variable of used)
      if (!known.has(variable)) complaints.push(`${part} uses {{${variable}}}, which schema.json does not declare`);
    if (part === 'subject') continue;
    for (const variable of known) if (!used.has(variable)) complaints.push(`${part} does not use {{${variable}}}`);
  }
  if (complaints.length === 0) complaints.push(...parityComplaints(parts, { ...schema.variables, ...engineVariables(schema) }));
  if (complaints.length > 0) throw new Error(`${name}: ${complaints.join('; ')}`);
}

/** A sample has what the writer of the mail gives, and the one-time link. Subject and preview are shown on locked screens: no link in them. */
function checkSample({ name, schema, parts }, sample) {
  const complaints = sampleComplaints(sample, [...Object.keys(schema.variables), ...(schema.link ? ['url'] : [])]);
  for (const variable of variablesOf(parts.subject)) if (/url$/i.test(variable)) complaints.push(`subject uses {{${variable}}}, a link`);
  if (schema.preview.includes('{{')) complaints.push('the preview text has a variable');
  if (complaints.length > 0) throw new Error(`${name}: ${complaints.join('; ')}`);
}

function checkLooks({ name, schema, parts }, sample) {
  const render = (source, noEscape) => Handlebars.compile(source, { strict: true, noEscape })({ ...SAMPLE_LINKS, ...sample });
  const subject = render(parts.subject, true);
  if (subject.length > 60) throw new Error(`${name}: the subject has ${subject.length} characters, more than 60`);
  if (schema.preview.length < 40 || schema.preview.length > 90) throw new Error(`${name}: the preview text must have 40 to 90 characters`);
  const bytes = Buffer.byteLength(render(parts.html, false));
  if (bytes > MAX_HTML_BYTES) throw new Error(`${name}: ${bytes} bytes of HTML, more than ${MAX_HTML_BYTES}`);
}

async function buildHtml(name, layout, schema, content) {
  const source = choose(layout, schema)
    .replace('@@preview@@', schema.preview)
    .replace('@@reason@@', schema.reason)
    .replace('@@content@@', () => content);
  const { html, errors } = await mjml2html(source, { validationLevel: 'strict', keepComments: true });
  if (errors.length > 0) throw new Error(`${name}: ${errors.map((error) => error.formattedMessage).join('; ')}`);
  // indentation only: text of the templates is on lines of its own
  return inAscii(name, html.replace(/^\s+/gm, '').replace(/\n{2,}/g, '\n'));
}

/** Signs beyond ASCII as references. A page without them needs no quoted-printable, a good part of what a mail costs. */
function inAscii(name, html) {
  for (const [style] of html.matchAll(/<style[^]*?<\/style>|<!--[^]*?-->/g))
    if (/[^\p{ASCII}]/u.test(style)) throw new Error(`${name}: a style sheet or comment is not ASCII, and knows no references`);
  return html.replace(/[^\p{ASCII}]/gu, (sign) => `&#${sign.codePointAt(0)};`);
}

async function buildTemplate(name, layout, footer) {
  const folder = new URL(`${name}/`, TEMPLATES);
  const [schemaText, sampleText, subject, content, text] = await Promise.all(
    ['schema.json', 'sample.json', 'subject.txt', 'html.mjml', 'text.txt'].map((file) => read(new URL(file, folder))),
  );
  const schema = JSON.parse(schemaText);
  const parts = {
    subject: subject.trim(),
    html: await buildHtml(name, layout, schema, content),
    text: text + choose(footer, schema).replace('@@reason@@', schema.reason),
  };
  const template = { name, schema, parts, sample: JSON.parse(sampleText) };
  checkVariables(template);
  checkSample(template, template.sample);
  checkLooks(template, template.sample);
  return template;
}

const formatted = async (file, source) => prettier.format(source, { ...(await prettier.resolveConfig(file)), filepath: file });

/** What the gallery shows of each template: its preview text, and values to look at it with. */
const samplesOf = (templates) => `// Generated by tools/build-emails.mjs from ../templates. Do not edit.
import type { EmailData } from './templates.js';

/** A template's preview text, and values to look at it with; \`url\` stands for the link minted when a mail is rendered. */
export interface TemplateSample {
  readonly preview: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export const SAMPLES: Readonly<Record<keyof EmailData, TemplateSample>> = {
${templates.map(({ name, schema, sample }) => `'${name}': ${JSON.stringify({ preview: schema.preview, data: sample })},`).join('\n')}
};
`;

/** The generated modules by their file, formatted. Throws at the first template that does not hold. */
async function buildEmails() {
  const entries = await readdir(TEMPLATES, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
  const [layout, footer] = await Promise.all(['layout.mjml', 'footer.txt'].map((file) => read(new URL(file, TEMPLATES))));
  const templates = await Promise.all(names.map((name) => buildTemplate(name, layout, footer)));
  const previews = new Set(templates.map(({ schema }) => schema.preview));
  if (previews.size !== templates.length) throw new Error('two templates have the same preview text');
  const source = `// Generated by tools/build-emails.mjs from ../templates. Do not edit.

/** Variables of each template, as the writer of a mail gives them; its links (EngineLinks) are added when it is rendered. */
export interface EmailData {
${templates.map(({ name, schema }) => `'${name}': ${typeOf(schema.variables)};`).join('\n')}
}

/** Links the engine adds to the data of every mail; an address to unsubscribe at where the template's class leaves a choice. */
export interface EngineLinks {
  readonly preferencesUrl: string;
  readonly unsubscribeUrl?: string;
}

/** Links to look at a template with; they open nothing. */
export const SAMPLE_LINKS: EngineLinks = ${JSON.stringify(SAMPLE_LINKS)};

/** A template ready to be filled. */
export interface BuiltTemplate {
  readonly class: 'account' | 'security' | 'billing' | 'usage' | 'lifecycle' | 'reports' | 'referral';
  /** The one-time link minted when the mail is rendered; null for mails without one. */
  readonly link: 'verify_email' | 'reset_password' | 'invitation' | null;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

export const TEMPLATES: Readonly<Record<keyof EmailData, BuiltTemplate>> = {
${templates
  .map(({ name, schema, parts }) => `'${name}': ${JSON.stringify({ class: schema.class, link: schema.link ?? null, ...parts })},`)
  .join('\n')}
};
`;
  return Promise.all(
    [
      [OUTPUT, source],
      [SAMPLES, samplesOf(templates)],
    ].map(async ([url, text]) => ({ url, text: await formatted(fileURLToPath(url), text) })),
  );
}

async function main() {
  const built = await buildEmails();
  if (other) return;
  for (const { url, text } of built) {
    if (text === (existsSync(url) ? await read(url) : '')) continue;
    const name = url.pathname.split('/').at(-1);
    if (process.argv.includes('--check'))
      throw new Error(`backend/src/modules/email/generated/${name} is stale: run node tools/build-emails.mjs`);
    await mkdir(new URL('.', url), { recursive: true });
    await writeFile(url, text);
  }
}

await main().catch((error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
