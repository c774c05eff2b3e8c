import { limitFacts } from './limit-facts';

const say = (instant: string): string => instant.slice(0, 10);

describe('limitFacts', () => {
  it('says nothing of a limit that is just the plan’s', () => {
    expect(limitFacts({ effective: 1_000, plan: 1_000, override: null, grants: [] }, say)).toEqual([]);
  });

  it('adds up plan and grants with their dates', () => {
    const grants = [
      { quantity: 500, recurrence: 'once' as const, until: '2026-06-01T00:00:00.000Z' },
      { quantity: 30, recurrence: 'each_period' as const, until: '2026-12-31T23:59:59.000Z' },
    ];
    expect(limitFacts({ effective: 1_530, plan: 1_000, override: null, grants }, say)).toEqual([
      {
        label: 'Limit',
        value:
          '1,530 conversations a month: 1,000 of your plan + 500 granted for this period, until 2026-06-01 + 30 granted each period until 2026-12-31',
      },
    ]);
  });

  it('names a limit that was set instead, with and without an end', () => {
    const facts = (until: string | null) =>
      limitFacts({ effective: 300, plan: 1_000, override: { limit: 300, until }, grants: [] }, say)[0]?.value;
    expect(facts(null)).toBe('300 conversations a month: 300 agreed with you, in place of your plan’s');
    expect(facts('2026-06-01T00:00:00.000Z')).toContain('until 2026-06-01');
  });
});
