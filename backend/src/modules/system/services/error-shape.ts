import { fingerprintOf } from '../../../platform/database/statement-shape.js';
import { type ErrorReport } from '../../../platform/errors/error-reports.js';
import { maskText } from '../../../platform/logging/mask-text.js';

const MAX_MESSAGE = 500;
const MAX_CODE = 100;

/** What is left of a message after the log's mask and may still be somebody's: shortened and whole addresses, what was quoted or shown. */
const VALUES: readonly (readonly [RegExp, string])[] = [
  [/[^\s"'()<>@]{1,64}@[\p{L}\p{N}.-]{1,253}/gu, '[address]'],
  [/\b\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?\b/g, '[ip]'],
  [/(?<![\w:])(?:[0-9a-f]{0,4}:){3,7}[0-9a-f]{0,4}(?![\w:])/gi, '[ip]'],
  [/"[^"]{0,2000}"/g, '"…"'],
  [/(?<!\w)'[^']{0,2000}'(?!\w)/g, "'…'"],
  [/=\s?\([^)]{0,2000}\)/g, '=(…)'],
  [/\p{Cc}+/gu, ' '],
];

/** Which one it was does not make it another error. */
const SHAPE: readonly (readonly [RegExp, string])[] = [
  [/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi, '#'],
  [/\b[0-9a-f]{12,}\b/gi, '#'],
  [/\d+/g, '#'],
];

/** An error as it is kept: nothing in it is anybody's. */
export interface ErrorShape {
  readonly fingerprint: string;
  readonly code: string;
  readonly type: string;
  readonly message: string;
  readonly frame: string | null;
}

/** What an error looks like. Errors of the same code, shape of message and place in our code are one. */
export function errorShape({ error, code, origin }: Pick<ErrorReport, 'error' | 'code' | 'origin'>): ErrorShape {
  const type = error instanceof Error ? error.name : typeof error;
  const message = masked(error instanceof Error ? error.message : String(error));
  const frame = error instanceof Error ? ownFrame(error.stack ?? '') : null;
  const ownCode = codeOf(error) ?? code;
  const shape = SHAPE.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), message);
  // the line moves with every release; the function does not
  const place = frame?.replace(/:\d+$/, '') ?? '';
  return { fingerprint: fingerprintOf([origin, ownCode, type, shape, place].join('\n')), code: ownCode, type, message, frame };
}

function masked(text: string): string {
  const clean = VALUES.reduce(
    (left, [pattern, replacement]) => left.replace(pattern, replacement),
    maskText(text.slice(0, MAX_MESSAGE * 4)),
  );
  return clean.length > MAX_MESSAGE ? `${clean.slice(0, MAX_MESSAGE)}…` : clean;
}

/** SQLSTATEs, codes of the system and of drivers: short words. */
function codeOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null) return null;
  const code: unknown = Reflect.get(error, 'code');
  return typeof code === 'string' && /^[\w.-]+$/.test(code) ? code.slice(0, MAX_CODE) : null;
}

/** `function file:line` of the first line of the stack that is neither Node's nor a package's. */
function ownFrame(stack: string): string | null {
  for (const line of stack.split('\n')) {
    const found = /^\s+at (?:(.+?) \()?(?:file:\/\/)?(\/[^()]+?):(\d+):\d+\)?$/.exec(line);
    const [, name = 'anonymous', file = '', at = ''] = found ?? [];
    if (file && !file.includes('/node_modules/')) return `${name} ${file.replace(/^.*\/(?:src|dist)\//, '')}:${at}`;
  }
  return null;
}
