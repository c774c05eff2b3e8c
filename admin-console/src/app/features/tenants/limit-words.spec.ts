import { aLimitAdjustment, aTenantLimits } from '../../testing/limit-fixtures';
import { endOfDay, limitWith, partName } from './limit-words';

describe('limitWith', () => {
  const page = aTenantLimits({
    limits: {
      effective: 2_500,
      plan: 1_000,
      override: { limit: 2_000, until: null },
      grants: [{ quantity: 500, recurrence: 'once', until: null }],
    },
  });

  it('keeps grants on top of another override, and the override under another grant', () => {
    expect(limitWith(page, { kind: 'override', quantity: 300 })).toBe(800);
    expect(limitWith(page, { kind: 'grant', quantity: 300 })).toBe(2_800);
  });
});

describe('endOfDay', () => {
  it('is the last second by UTC, or nothing', () => {
    expect([endOfDay('2026-12-31'), endOfDay('')]).toEqual(['2026-12-31T23:59:59.000Z', null]);
  });
});

describe('partName', () => {
  it('names overrides and both kinds of grants', () => {
    expect([null, 'once', 'each_period'].map((recurrence) => partName(aLimitAdjustment({ recurrence: recurrence as null })))).toEqual([
      'Limit set by staff',
      'Granted once',
      'Granted each period',
    ]);
  });
});
