import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { sfntOf } from './sfnt.js';

/** How a text looks: headings, running text, emphasis, figures. */
export type Face = 'display' | 'text' | 'strong' | 'mono';

/** One font file: part of a family. */
export interface FontPart {
  readonly name: string;
  readonly covers: (codePoint: number) => boolean;
  readonly read: () => Buffer;
}

const fromHere = createRequire(import.meta.url);
const SCRIPTS = ['latin', 'latin-ext', 'cyrillic', 'greek', 'vietnamese'] as const;

/** `U+0000-00FF,U+0131` as a question. */
function rangeOf(text: string): (codePoint: number) => boolean {
  const ranges = text.split(',').map((range) => {
    const [first = '', last = first] = range.replace('U+', '').split('-');
    return [parseInt(first, 16), parseInt(last, 16)] as const;
  });
  return (codePoint) => ranges.some(([first, last]) => codePoint >= first && codePoint <= last);
}

/** Fonts come split by script; only those a document uses are read, and only the glyphs it uses end up in it. */
function familyOf(name: string, weight: number): FontPart[] {
  const folder = dirname(fromHere.resolve(`@fontsource/${name}/package.json`));
  const ranges = JSON.parse(readFileSync(join(folder, 'unicode.json'), 'utf8')) as Readonly<Record<string, string>>;
  return SCRIPTS.flatMap((script) => {
    const range = ranges[script];
    if (range === undefined) return [];
    let font: Buffer | undefined;
    const file = join(folder, 'files', `${name}-${script}-${String(weight)}-normal.woff`);
    return [{ name: `${name}-${script}-${String(weight)}`, covers: rangeOf(range), read: () => (font ??= sfntOf(readFileSync(file))) }];
  });
}

let faces: Readonly<Record<Face, readonly FontPart[]>> | undefined;

/** The parts of each face, the first that covers a sign first. Plex Sans stands in where Space Grotesk has no script. */
export function fontFaces(): Readonly<Record<Face, readonly FontPart[]>> {
  if (faces) return faces;
  const [text, strong] = [familyOf('ibm-plex-sans', 400), familyOf('ibm-plex-sans', 600)];
  faces = {
    display: [...familyOf('space-grotesk', 600), ...strong],
    text,
    strong,
    mono: [...familyOf('ibm-plex-mono', 400), ...text],
  };
  return faces;
}

/** A text cut where the font changes. */
export interface TextRun {
  readonly part: FontPart;
  readonly text: string;
}

const PLAIN = /^[\u0020-\u007e\u00a0-\u00ff\u2010-\u2026\u2191\u2193\u2212]*$/;

/** What no font of ours can write is written as the sign for that. */
export function runsOf(text: string, face: Face): TextRun[] {
  const parts = fontFaces()[face];
  const [first] = parts;
  if (!first) return [];
  if (PLAIN.test(text)) return [{ part: first, text }];
  const runs: { part: FontPart; text: string }[] = [];
  for (const sign of text) {
    const codePoint = sign.codePointAt(0) ?? 0;
    const found = parts.find(({ covers }) => covers(codePoint));
    const [part, written] = found ? [found, sign] : [first, '\ufffd'];
    const last = runs.at(-1);
    if (last?.part === part) last.text += written;
    else runs.push({ part, text: written });
  }
  return runs;
}
