import { randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

const MARK = 'ov_live_';
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const SECRET_BYTES = 32;
/** 62^43 > 2^256 */
const SECRET_LENGTH = 43;
/** 62^6 > 2^32 */
const CHECKSUM_LENGTH = 6;
const SHOWN_LENGTH = 12;
const SHAPE = new RegExp(`^${MARK}[0-9A-Za-z]{${SECRET_LENGTH + CHECKSUM_LENGTH}}$`);

/**
 * A new key: mark, 256 random bits, and the CRC-32 of both in base 62. Letters and digits only, so that a double click takes all of it;
 * with the checksum a scanner tells a leaked key from noise without asking us, and a mistyped one costs no look-up.
 */
export function newApiKey(): string {
  const secret = base62(BigInt(`0x${randomBytes(SECRET_BYTES).toString('hex')}`), SECRET_LENGTH);
  return `${MARK}${secret}${checksum(`${MARK}${secret}`)}`;
}

/** Whether a text is a key somebody was given, as far as one can see it. */
export function isApiKey(text: string): boolean {
  return SHAPE.test(text) && checksum(text.slice(0, -CHECKSUM_LENGTH)) === text.slice(-CHECKSUM_LENGTH);
}

/** What may be shown of a key, to tell it from others. */
export const shownPrefix = (key: string): string => key.slice(0, SHOWN_LENGTH);

const checksum = (text: string): string => base62(BigInt(crc32(text)), CHECKSUM_LENGTH);

function base62(value: bigint, length: number): string {
  let text = '';
  for (let rest = value; rest > 0n; rest /= 62n) text = ALPHABET.charAt(Number(rest % 62n)) + text;
  return text.padStart(length, '0');
}
