import { type InvalidField } from '../errors/domain-error.js';

/** A surrogate without its other half: JSON can spell it, UTF-8 cannot. */
const LONE_SURROGATE = /\p{Cs}/u;

const isStorable = (text: string): boolean => !text.includes('\0') && !LONE_SURROGATE.test(text);

/**
 * The texts of a validated value that PostgreSQL cannot hold: NUL in any text, a lone surrogate in JSON. Without this they come back
 * from the database as an error nobody can act on. Only for values that passed a schema: those are never deep.
 */
export function unstorableTexts(value: unknown, path = ''): InvalidField[] {
  if (typeof value === 'string') {
    return isStorable(value) ? [] : [{ path, rule: 'text', message: 'must not contain NUL or half of a surrogate pair' }];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => unstorableTexts(child, path ? `${path}.${key}` : key));
}
