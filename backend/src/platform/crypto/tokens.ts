import { hash, randomBytes, timingSafeEqual } from 'node:crypto';

/** An unguessable token from the system's CSPRNG, base64url; 32 bytes = 256 bit. */
export const randomToken = (bytes = 32): string => randomBytes(bytes).toString('base64url');

/** SHA-256 of a text. Right for secrets of high entropy (tokens, API keys), never for passwords. */
export const sha256 = (text: string): Buffer => hash('sha256', text, 'buffer');

/** Whether two texts are equal, in time that does not depend on where they differ. */
export const isSameSecret = (left: string, right: string): boolean => timingSafeEqual(sha256(left), sha256(right));
