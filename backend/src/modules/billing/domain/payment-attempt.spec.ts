import { attemptsOf, type ReportedAttempt } from './payment-attempt.js';

const at = new Date('2026-05-10T12:00:00Z');
const reported = (attempt: number): ReportedAttempt => ({ attempt, at, outcome: 'failed', nextAttemptAt: null });
const open = { status: 'open', attemptCount: 2, amountPaid: 0, paidAt: null } as const;
const paid = { status: 'paid', attemptCount: 3, amountPaid: 2_900, paidAt: at } as const;

describe('attemptsOf', () => {
  it('gives the reason of today to the attempt it belongs to, and to no earlier one', () => {
    expect(attemptsOf(open, reported(2), 'insufficient_funds')).toMatchObject([{ attempt: 2, reason: 'insufficient_funds' }]);
    expect(attemptsOf(open, reported(1), 'insufficient_funds')).toMatchObject([{ attempt: 1, reason: null }]);
  });

  it('knows of a payment from the invoice itself, whatever the event was about', () => {
    expect(attemptsOf(paid, null, null)).toEqual([{ attempt: 3, at, outcome: 'paid', reason: null, nextAttemptAt: null }]);
    expect(attemptsOf(paid, reported(1), null).map(({ outcome }) => outcome)).toEqual(['failed', 'paid']);
  });

  it.each([
    ['costs nothing or is paid by credit', { ...paid, amountPaid: 0 }],
    ['is open', open],
    ['was given up', { ...open, status: 'uncollectible' as const }],
  ])('has none for an invoice that %s', (_, invoice) => expect(attemptsOf(invoice, null, null)).toEqual([]));
});
