/** A text, or its beginning followed by an asterisk, as a pattern of LIKE. */
export function likePattern(text: string): string {
  const literal = text.replace(/\*$/, '').replace(/[\\%_]/g, '\\$&');
  return text.endsWith('*') ? `${literal}%` : literal;
}
