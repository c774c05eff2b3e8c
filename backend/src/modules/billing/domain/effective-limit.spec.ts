import fc from 'fast-check';
import { adjustmentState, effectiveLimit, endOf, isInForce, type Adjustment } from './effective-limit.js';

const T0 = Date.parse('2026-11-01T00:00:00Z');
const at = (hours: number): Date => new Date(T0 + hours * 3_600_000);

const override = (quantity: number, times: Partial<Adjustment> = {}): Adjustment => ({
  id: `o${quantity}`,
  kind: 'override',
  recurrence: null,
  quantity,
  startsAt: at(0),
  endsAt: null,
  withdrawnAt: null,
  ...times,
});
const grant = (quantity: number, times: Partial<Adjustment> = {}): Adjustment => ({
  ...override(quantity, times),
  id: `g${quantity}`,
  kind: 'grant',
  recurrence: 'each_period',
});

describe('effectiveLimit', () => {
  it('is the plan’s while nobody changed it', () => {
    expect(effectiveLimit(1_000, [], at(5))).toEqual({ limit: 1_000, plan: 1_000, override: null, grants: [], until: null });
  });

  it.each([
    ['an override instead of the plan', [override(300)], 1, 300],
    ['a grant on top of the plan', [grant(500)], 1, 1_500],
    ['a grant on top of an override', [override(300), grant(500)], 1, 800],
    ['two grants', [grant(500), grant(20)], 1, 1_520],
    ['the override that began last', [override(300), override(700, { startsAt: at(1) })], 2, 700],
    ['the first override again after the second', [override(300), override(700, { startsAt: at(1), endsAt: at(3) })], 3, 300],
    ['nothing at the second it ends', [grant(500, { endsAt: at(4) })], 4, 1_000],
    ['something until then', [grant(500, { endsAt: at(4) })], 3.999, 1_500],
    ['nothing before it begins', [grant(500, { startsAt: at(4) })], 3.999, 1_000],
    ['nothing once it is withdrawn', [grant(500, { endsAt: at(9), withdrawnAt: at(2) })], 2, 1_000],
    ['an end that comes before a withdrawal', [grant(500, { endsAt: at(2), withdrawnAt: at(9) })], 3, 1_000],
  ])('counts %s', (_, adjustments, hours, limit) => {
    expect(effectiveLimit(1_000, adjustments, at(hours)).limit).toBe(limit);
  });

  it('shows the grant that ends first before the others', () => {
    const grants = [grant(1), grant(2, { endsAt: at(9) }), grant(3, { endsAt: at(4) })];
    expect(effectiveLimit(10, grants, at(1)).grants.map(({ quantity }) => quantity)).toEqual([3, 2, 1]);
  });
});

describe('adjustmentState', () => {
  it('tells in force, over and withdrawn apart', () => {
    expect(adjustmentState(grant(1, { endsAt: at(2) }), at(1))).toBe('in_force');
    expect(adjustmentState(grant(1, { endsAt: at(2) }), at(2))).toBe('over');
    expect(adjustmentState(grant(1, { endsAt: at(9), withdrawnAt: at(2) }), at(3))).toBe('withdrawn');
  });
});

const HOURS = fc.integer({ min: 0, max: 40 });
const anAdjustment: fc.Arbitrary<Adjustment> = fc
  .record({
    id: fc.uuid(),
    kind: fc.constantFrom('override', 'grant'),
    quantity: fc.integer({ min: 1, max: 5_000 }),
    start: HOURS,
    length: fc.option(fc.integer({ min: 1, max: 20 })),
    withdrawnAfter: fc.option(fc.integer({ min: 0, max: 20 })),
  })
  .map(({ id, kind, quantity, start, length, withdrawnAfter }) => ({
    id,
    kind,
    recurrence: kind === 'grant' ? 'each_period' : null,
    quantity,
    startsAt: at(start),
    endsAt: length === null ? null : at(start + length),
    withdrawnAt: withdrawnAfter === null ? null : at(start + withdrawnAfter),
  }));
const anyLife = fc.array(anAdjustment, { maxLength: 12 });
const aPlan = fc.constantFrom(100, 1_000, 10_000, 100_000);

describe('effectiveLimit, whatever overlaps', () => {
  const limitAt = (plan: number, life: readonly Adjustment[], hours: number): number => effectiveLimit(plan, life, at(hours)).limit;

  it('is what its parts add up to, and each part is in force', () => {
    fc.assert(
      fc.property(aPlan, anyLife, HOURS, (plan, life, hours) => {
        const { limit, override: set, grants } = effectiveLimit(plan, life, at(hours));
        expect(limit).toBe((set?.quantity ?? plan) + grants.reduce((sum, { quantity }) => sum + quantity, 0));
        for (const part of [...grants, ...(set ? [set] : [])]) expect(isInForce(part, at(hours))).toBe(true);
        expect(grants).toHaveLength(life.filter((one) => one.kind === 'grant' && isInForce(one, at(hours))).length);
      }),
    );
  });

  it('does not depend on the order they are read in', () => {
    fc.assert(
      fc.property(aPlan, anyLife, HOURS, fc.integer(), (plan, life, hours, seed) => {
        const shuffled = [...life].sort((a, b) => Math.sin(seed + a.quantity) - Math.sin(seed + b.quantity));
        expect(limitAt(plan, shuffled, hours)).toBe(limitAt(plan, life, hours));
      }),
    );
  });

  it('does not change before the instant it says, and says one for every change', () => {
    fc.assert(
      fc.property(aPlan, anyLife, HOURS, (plan, life, hours) => {
        const { limit, until } = effectiveLimit(plan, life, at(hours));
        const end = until === null ? 80 : (until.getTime() - T0) / 3_600_000;
        expect(end).toBeGreaterThan(hours);
        for (let hour = hours; hour < end; hour += 0.5) expect(limitAt(plan, life, hour)).toBe(limit);
      }),
    );
  });

  it('follows a change of plan exactly where no override is in force', () => {
    fc.assert(
      fc.property(anyLife, HOURS, (life, hours) => {
        const difference = limitAt(10_000, life, hours) - limitAt(100, life, hours);
        const isSet = life.some((one) => one.kind === 'override' && isInForce(one, at(hours)));
        expect(difference).toBe(isSet ? 0 : 9_900);
      }),
    );
  });

  it('is as if what is withdrawn at its start had never been', () => {
    fc.assert(
      fc.property(aPlan, anyLife, HOURS, (plan, life, hours) => {
        const lived = life.filter((one) => (endOf(one)?.getTime() ?? Infinity) > one.startsAt.getTime());
        expect(effectiveLimit(plan, life, at(hours))).toEqual(effectiveLimit(plan, lived, at(hours)));
      }),
    );
  });
});
