import * as fc from 'fast-check';
import { mrrMovement, mrrOf, payingSince, type MrrBefore, type MrrMovement } from './mrr-movement.js';

const before = (amount: number, hasEverPaid = amount > 0): MrrBefore => ({ amount, plan: amount > 0 ? 'starter' : null, hasEverPaid });

describe('mrrMovement', () => {
  it.each<[string, MrrBefore, number, MrrMovement['kind'] | null]>([
    ['first payment', before(0), 2_900, 'new'],
    ['a payer who returns', before(0, true), 2_900, 'reactivation'],
    ['an upgrade', before(2_900), 9_900, 'expansion'],
    ['a downgrade', before(9_900), 2_900, 'contraction'],
    ['the end', before(9_900), 0, 'churn'],
    ['no change', before(2_900), 2_900, null],
    ['nothing to nothing', before(0), 0, null],
  ])('%s', (_, from, amount, kind) => {
    const movement = mrrMovement(from, { amount, plan: amount > 0 ? 'professional' : null });
    expect(movement?.kind ?? null).toBe(kind);
    if (movement) expect(movement.amount).toBe(Math.abs(amount - from.amount));
  });

  it('reconciles to the cent over a thousand histories: start + new + expansion + reactivation − contraction − churn = end', () => {
    const amount = fc.oneof({ weight: 1, arbitrary: fc.constant(0) }, { weight: 3, arbitrary: fc.nat(60_000) });
    fc.assert(
      fc.property(fc.array(amount, { maxLength: 40 }), fc.nat(40), (history, cut) => {
        const ledger = history.reduce<MrrMovement[]>((lines, now) => {
          const movement = mrrMovement(
            { amount: lines.at(-1)?.after ?? 0, plan: null, hasEverPaid: lines.length > 0 },
            { amount: now, plan: null },
          );
          return movement ? [...lines, movement] : lines;
        }, []);
        // any stretch of the history, not only one that begins with nothing
        const period = ledger.slice(cut);
        const sum = (kind: MrrMovement['kind']): number =>
          period.filter((line) => line.kind === kind).reduce((total, line) => total + line.amount, 0);
        const start = cut === 0 ? 0 : (ledger[Math.min(cut, ledger.length) - 1]?.after ?? 0);
        expect(start + sum('new') + sum('expansion') + sum('reactivation') - sum('contraction') - sum('churn')).toBe(history.at(-1) ?? 0);
        expect(ledger.filter(({ kind }) => kind === 'new').length).toBe(history.some(Boolean) ? 1 : 0);
        for (const [index, line] of ledger.entries()) expect(line.before).toBe(ledger[index - 1]?.after ?? 0);
        for (const line of ledger) expect(line.amount).toBeGreaterThan(0);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('mrrOf', () => {
  const source = (status: string, amount = 2_900) => ({ status, amount, planCode: 'starter' as const });

  it('counts active and past due, and nothing else', () => {
    const others = ['trialing', 'unpaid', 'paused', 'canceled', 'incomplete', 'incomplete_expired'].map((status) => source(status));
    expect(mrrOf([source('active'), source('past_due', 100), ...others])).toEqual({ amount: 3_000, plan: 'starter' });
    expect(mrrOf(others)).toEqual({ amount: 0, plan: null });
  });
});

it.each([
  ['no trial', null, '2026-03-01'],
  ['a trial', '2026-03-15', '2026-03-15'],
  ['a trial before a plan that began anew', '2026-02-15', '2026-03-01'],
])('%s: revenue begins with what is paid', (_name, trialEnd, expected) => {
  const since = payingSince({ startedAt: new Date('2026-03-01'), trialEnd: trialEnd === null ? null : new Date(trialEnd) });
  expect(since).toEqual(new Date(expected));
});
