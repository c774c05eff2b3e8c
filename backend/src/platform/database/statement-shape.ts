import { createHash } from 'node:crypto';

const MAX_LENGTH = 2_000;
const FINGERPRINT_LENGTH = 16;

/** Longer ones are cut before they are looked at: what a literal loses of its end is still a literal. */
const MAX_READ = 20_000;

const COMMENT = String.raw`(?<comment>--[^\n]*|\/\*[\s\S]*?(?:\*\/|$))`;
const QUOTED_NAME = String.raw`(?<name>"(?:[^"]|"")*")`;
const DOLLAR_TEXT = String.raw`\$(?<tag>(?:[A-Za-z_]\w*)?)\$[\s\S]*?(?:\$\k<tag>\$|$)`;
const TEXT = String.raw`\b[eE]'(?:[^'\\]|''|\\[\s\S])*(?:'|$)|'(?:[^']|'')*(?:'|$)`;
const PARAMETER = String.raw`\$\d+`;
const NUMBER = String.raw`(?<![\w".])-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\b`;
/** One walk from left to right: what stands in quotes may contain anything, also what looks like another quote. */
const TOKENS = new RegExp([COMMENT, QUOTED_NAME, DOLLAR_TEXT, TEXT, PARAMETER, NUMBER].join('|'), 'g');

/** Neither how it is laid out nor how long its lists are makes a statement another one. */
const TIDY: readonly (readonly [RegExp, string])[] = [
  [/\s+/g, ' '],
  [/\?(?:\s*,\s*\?)+/g, '?'],
  [/\(\s*\?\s*\)(?:\s*,\s*\(\s*\?\s*\))+/g, '(?)'],
];

/** What a statement looks like, without anything it was asked about. */
export function statementShape(text: string): string {
  let shape = text.slice(0, MAX_READ).replace(TOKENS, (token: string, comment?: string, name?: string) => {
    if (comment !== undefined) return ' ';
    return name === undefined ? '?' : token;
  });
  for (const [pattern, replacement] of TIDY) shape = shape.replace(pattern, replacement);
  shape = shape.trim();
  return shape.length > MAX_LENGTH ? `${shape.slice(0, MAX_LENGTH)}…` : shape;
}

/** A short name of a shape, the same in every process. */
export const fingerprintOf = (shape: string): string => createHash('sha256').update(shape).digest('hex').slice(0, FINGERPRINT_LENGTH);
