import { DISPUTE_STATUSES, REFUND_STATUSES } from '@orbisvoice/shared-dto/values';
import * as fc from 'fast-check';
import { disputeNews, isDecided, isGone, isRefundNews, refundedOf, type DisputeRecord, type RefundRecord } from './money-back.js';

const refund = (status: RefundRecord['status'], amount = 100): RefundRecord => ({ status, amount }) as RefundRecord;
const dispute = (status: DisputeRecord['status']): DisputeRecord => ({ status }) as DisputeRecord;

describe('refunds', () => {
  it.each<[RefundRecord['status'] | null, RefundRecord['status'], boolean]>([
    [null, 'succeeded', true],
    [null, 'pending', true],
    ['pending', 'succeeded', false],
    ['succeeded', 'succeeded', false],
    [null, 'failed', false],
    ['requires_action', 'succeeded', true],
    ['succeeded', 'failed', false],
    [null, 'canceled', false],
  ])('%s → %s is news: %s', (before, after, expected) => {
    expect(isRefundNews(before && refund(before), refund(after))).toBe(expected);
  });

  it('are told once each, whatever way Stripe takes to pay them', () => {
    const paths = fc.array(fc.constantFrom<RefundRecord['status']>('pending', 'succeeded', 'succeeded'), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(paths, (path) => {
        const told = path.filter((status, index) =>
          isRefundNews(index === 0 ? null : refund(path[index - 1] ?? 'pending'), refund(status)),
        );
        expect(told).toHaveLength(1);
      }),
    );
  });

  it('add up to what really left, whatever failed beside it', () => {
    const some = fc.array(fc.record({ status: fc.constantFrom(...REFUND_STATUSES), amount: fc.integer({ min: 0, max: 1_000_000 }) }));
    fc.assert(
      fc.property(some, (refunds) => {
        const failed = refunds.filter((one) => !isGone(one)).reduce((sum, { amount }) => sum + amount, 0);
        const all = refunds.reduce((sum, { amount }) => sum + amount, 0);
        expect(refundedOf(refunds)).toBe(all - failed);
        expect(refundedOf([...refunds].reverse())).toBe(refundedOf(refunds));
      }),
    );
  });
});

describe('disputes', () => {
  it.each<[DisputeRecord['status'] | null, DisputeRecord['status'], string[]]>([
    [null, 'needs_response', ['dispute.opened']],
    ['needs_response', 'under_review', []],
    ['under_review', 'won', ['dispute.closed']],
    ['under_review', 'lost', ['dispute.closed']],
    ['lost', 'lost', []],
    [null, 'lost', ['dispute.opened', 'dispute.closed']],
    ['warning_needs_response', 'warning_closed', ['dispute.closed']],
    // an appeal after a loss opens it again, and its end is news again
    ['lost', 'appeal_under_review', []],
    ['appeal_under_review', 'won', ['dispute.closed']],
  ])('%s → %s tells %j', (before, after, expected) => expect(disputeNews(before && dispute(before), dispute(after))).toEqual(expected));

  it('are open until the bank decides', () => {
    expect(DISPUTE_STATUSES.filter((status) => isDecided({ status }))).toEqual(['warning_closed', 'won', 'lost', 'prevented']);
  });
});
