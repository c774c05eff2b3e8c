import { isReversal } from './referral-hold.js';

const converted = new Date('2026-05-01T12:00:00Z');
const after = (days: number, ms = 0): Date => new Date(converted.getTime() + days * 86_400_000 + ms);

describe('isReversal', () => {
  it.each([
    ['at once', converted, { paidAt: converted, at: converted }, true],
    ['at the last moment', converted, { paidAt: converted, at: after(30) }, true],
    ['too late', converted, { paidAt: converted, at: after(30, 1) }, false],
    ['a later invoice', converted, { paidAt: after(1), at: after(2) }, false],
    ['no invoice of ours', converted, { paidAt: null, at: after(1) }, false],
    ['of a referral that never converted', null, { paidAt: converted, at: after(1) }, false],
  ])('%s', (_, convertedAt, takenBack, expected) => expect(isReversal(convertedAt, takenBack)).toBe(expected));
});
