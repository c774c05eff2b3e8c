/** Far above what any request of ours needs: a full usage batch is a thousand objects, two levels deep. */
const MAX_DEPTH = 32;
const MAX_CONTAINERS = 10_000;
/** What fits in here cannot keep anybody busy. */
const SMALL_BYTES = 2_048;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);

/**
 * Whether a body within the byte limit would still hold up every other request: a mebibyte of empty objects takes the guards behind the
 * parser most of a second, and nesting costs as much. Reads bytes, builds nothing.
 */
export function isTooElaborate(json: Buffer): boolean {
  if (json.length <= SMALL_BYTES) return false;
  let depth = 0;
  let containers = 0;
  let isInText = false;
  for (let index = 0; index < json.length; index++) {
    const byte = json[index] ?? 0;
    if (isInText) {
      if (byte === BACKSLASH) index++;
      else if (byte === QUOTE) isInText = false;
    } else if (byte === QUOTE) {
      isInText = true;
    } else if (OPENING.has(byte)) {
      if (++depth > MAX_DEPTH || ++containers > MAX_CONTAINERS) return true;
    } else if (CLOSING.has(byte)) {
      depth--;
    }
  }
  return false;
}
