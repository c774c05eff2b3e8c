import { randomBytes } from 'node:crypto';

/** Without 0, O, 1 and I: people read these aloud. 32 letters, so that five bits of a byte pick one without bias. */
export const REFERRAL_ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
export const REFERRAL_CODE_LENGTH = 8;

/** A code to hand on; 32^8 of them, uniqueness is the database's. */
export function newReferralCode(): string {
  return Array.from(randomBytes(REFERRAL_CODE_LENGTH), (byte) => REFERRAL_ALPHABET.charAt(byte & 31)).join('');
}
