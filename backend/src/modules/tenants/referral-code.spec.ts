import { newReferralCode, REFERRAL_ALPHABET } from './referral-code.js';

describe('newReferralCode', () => {
  it('has 32 unambiguous letters to choose from', () => {
    expect(new Set(REFERRAL_ALPHABET).size).toBe(32);
    expect(REFERRAL_ALPHABET).not.toMatch(/[01IO]/);
  });

  it('is eight of them, and never twice in a thousand', () => {
    const codes = Array.from({ length: 1_000 }, newReferralCode);
    for (const code of codes) expect(code).toMatch(/^[2-9A-HJ-NP-Z]{8}$/);
    expect(new Set(codes).size).toBe(codes.length);
  });
});
