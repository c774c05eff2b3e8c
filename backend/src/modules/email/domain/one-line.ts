import { singleLine } from './header-text.js';

/**
 * The data of a mail with every text on one line: a name with line breaks in it would put paragraphs of its own into the plain text, and look
 * like us. Nothing a mail says needs more than a line.
 */
export function oneLine(data: unknown): unknown {
  if (typeof data === 'string') return singleLine(data);
  if (Array.isArray(data)) return data.map(oneLine);
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, oneLine(value)]));
}
