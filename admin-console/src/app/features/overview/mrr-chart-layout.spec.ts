import fc from 'fast-check';
import { mrrChartLayout } from './mrr-chart-layout';
import { waterfall } from './mrr-waterfall';

const cents = fc.integer({ min: 0, max: 5_000_000 });
const months = fc
  .array(fc.record({ mrr: cents, new: cents, expansion: cents, reactivation: cents, contraction: cents, churn: cents }), { maxLength: 24 })
  .map((list) => list.map((m, i) => ({ ...m, month: `2026-${i}` })));

describe('mrrChartLayout', () => {
  it('keeps every bar inside the drawing, gains above the zero line and losses below it', () => {
    fc.assert(
      fc.property(months, fc.integer({ min: 260, max: 1400 }), (list, width) => {
        const layout = mrrChartLayout(waterfall(list), width);
        for (const shape of layout.months) {
          expect(shape.end.y).toBeGreaterThanOrEqual(0);
          for (const bar of [shape.end, ...shape.moves]) {
            expect(bar.x).toBeGreaterThanOrEqual(layout.plotLeft);
            expect(bar.x + bar.width).toBeLessThanOrEqual(width + 1e-6);
            expect(bar.y + bar.height).toBeLessThanOrEqual(layout.height);
          }
          for (const move of shape.moves) {
            const isLoss = move.kind === 'contraction' || move.kind === 'churn';
            if (isLoss) expect(move.y).toBeGreaterThanOrEqual(layout.zeroY - 1e-6);
            else expect(move.y + move.height).toBeLessThanOrEqual(layout.zeroY + 1e-6);
          }
        }
      }),
    );
  });

  it('draws what is zero as nothing and what is tiny as something', () => {
    const [first] = mrrChartLayout(
      waterfall([{ month: '2026-01', mrr: 9_000_000, new: 9_000_001, expansion: 0, reactivation: 0, contraction: 0, churn: 1 }]),
      800,
    ).months;
    expect(first?.moves.map((m) => m.kind)).toEqual(['new', 'churn']);
    expect(first?.moves[1]?.height).toBeGreaterThan(1);
  });

  it('labels fewer months where there is no room, and always the last', () => {
    const list = Array.from({ length: 14 }, (_, i) => ({
      month: `m${i}`,
      mrr: 1,
      new: 0,
      expansion: 0,
      reactivation: 0,
      contraction: 0,
      churn: 0,
    }));
    const labels = (width: number) =>
      mrrChartLayout(waterfall(list), width)
        .months.filter((m) => m.hasLabel)
        .map((m) => m.month);
    expect(labels(1000)).toHaveLength(14);
    expect(labels(340)).toHaveLength(7);
    expect(labels(340)).toContain('m13');
  });
});
