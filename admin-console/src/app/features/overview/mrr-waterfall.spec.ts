import fc from 'fast-check';
import { broken, niceCeiling, waterfall, type MrrMonth } from './mrr-waterfall';

const month = (over: Partial<MrrMonth>): MrrMonth => ({
  month: '2026-01',
  mrr: 0,
  new: 0,
  expansion: 0,
  reactivation: 0,
  contraction: 0,
  churn: 0,
  ...over,
});

describe('waterfall', () => {
  it('starts each month at the end of the one before', () => {
    const rows = waterfall([month({ mrr: 2900, new: 2900 }), month({ month: '2026-02', mrr: 9900, expansion: 7000 })]);
    expect(rows.map((r) => [r.start, r.net, r.mrr, r.difference])).toEqual([
      [0, 2900, 2900, null],
      [2900, 7000, 9900, 0],
    ]);
    expect(broken(rows)).toEqual([]);
  });

  it('shows a month that is off by one cent', () => {
    const rows = waterfall([month({ mrr: 2900 }), month({ month: '2026-02', mrr: 2901 })]);
    expect(broken(rows).map((r) => [r.month, r.difference])).toEqual([['2026-02', 1]]);
  });

  const cents = fc.integer({ min: 0, max: 10_000_000 });
  const movement = fc.record({ new: cents, expansion: cents, reactivation: cents, contraction: cents, churn: cents });

  it('reconciles every history that was built from its movements, and no other', () => {
    fc.assert(
      fc.property(fc.array(movement, { minLength: 2, maxLength: 24 }), fc.nat(), fc.integer({ min: 1, max: 500 }), (moves, at, error) => {
        let mrr = 0;
        const months = moves.map((m, i) => {
          mrr += m.new + m.expansion + m.reactivation - m.contraction - m.churn;
          return month({ ...m, month: `m${i}`, mrr });
        });
        expect(broken(waterfall(months))).toEqual([]);
        const wrong = 1 + (at % (months.length - 1));
        const tampered = months.map((m, i) => (i === wrong ? { ...m, mrr: m.mrr + error } : m));
        expect(broken(waterfall(tampered))[0]?.month).toBe(`m${wrong}`);
      }),
    );
  });
});

describe('niceCeiling', () => {
  it.each([
    [0, 1],
    [7, 8],
    [180, 200],
    [230, 300],
    [266_600, 300_000],
    [1_234_500, 1_500_000],
    [5_000, 5_000],
  ])('%d → %d', (value, expected) => expect(niceCeiling(value)).toBe(expected));
});
