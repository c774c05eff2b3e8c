import { DISPUTE_STATUSES } from '@orbisvoice/shared-dto/values';
import fc from 'fast-check';
import { aDispute } from '../../testing/tenant-billing-fixtures';
import { byUrgency, isPressing, needsResponse } from './dispute-order';

const NOW = Date.parse('2026-03-04T12:00:00.000Z');

describe('byUrgency', () => {
  const instants = fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }).map((date) => date.toISOString());
  const disputes = fc.array(
    fc.record({ status: fc.constantFrom(...DISPUTE_STATUSES), evidenceDueBy: fc.option(instants), openedAt: instants }).map(aDispute),
  );

  it('puts what needs a response before everything else, nearest deadline first, and loses nothing', () => {
    fc.assert(
      fc.property(disputes, (given) => {
        const sorted = byUrgency(given);
        expect(new Set(sorted)).toEqual(new Set(given));
        const asked = sorted.filter(needsResponse);
        expect(sorted.slice(0, asked.length)).toEqual(asked);
        const deadlines = asked.map((dispute) => dispute.evidenceDueBy ?? '9999');
        expect(deadlines).toEqual([...deadlines].sort());
        const others = sorted.slice(asked.length).map((dispute) => dispute.openedAt);
        expect(others).toEqual([...others].sort().reverse());
      }),
    );
  });
});

describe('isPressing', () => {
  it.each([
    ['needs_response', '2026-03-07T12:00:00.000Z', true],
    ['needs_response', '2026-03-07T12:00:00.001Z', false],
    ['appeal_needs_response', '2026-03-01T00:00:00.000Z', true],
    ['under_review', '2026-03-05T00:00:00.000Z', false],
    ['needs_response', null, false],
  ] as const)('%s due %s → %s', (status, evidenceDueBy, expected) => expect(isPressing({ status, evidenceDueBy }, NOW)).toBe(expected));
});
