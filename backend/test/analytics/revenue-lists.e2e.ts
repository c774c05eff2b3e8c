import type { AdminOverview, AuditList, RevenueReport, RevenueRow } from '@orbisvoice/shared-dto';
import { csvLine, REVENUE_LIST_SHAPES } from '@orbisvoice/shared-dto/values';
import fc from 'fast-check';
import type { TestApp } from '../harness/app.js';
import { openRevenueDesk, REVENUE_NOW, type RevenueDesk } from './revenue-desk.js';
import { type History, insertHistories, insertSubscription } from './revenue-rows.js';

let app: TestApp;
/** Found, not chosen: with it every list that is asked for has rows. */
const SEED = 20_261_127;

let desk: RevenueDesk;
let shown: RevenueReport;

const at = (min: string) =>
  fc.date({ min: new Date(min), max: new Date(REVENUE_NOW), noInvalidDate: true }).map((date) => date.toISOString());
const amount = fc.constantFrom(2_900, 9_900, 49_900);
const back = fc.option(fc.record({ at: at('2026-02-01'), amount: fc.nat(2_900) }), { nil: undefined });
const TENANT = fc.record({
  signedUpAt: at('2026-01-01'),
  levels: fc.array(fc.record({ at: at('2026-01-02'), mrr: fc.constantFrom(0, 2_900, 9_900, 49_900) }), { maxLength: 8 }),
  payments: fc.array(
    fc.record({ at: at('2026-01-02'), total: amount, tax: fc.nat(500), isPaid: fc.boolean(), refunded: back, lost: back }),
    { maxLength: 2 },
  ),
  isInternal: fc.nat(9).map((n) => n === 0),
  subscription: fc.record({
    status: fc.constantFrom('active', 'past_due', 'trialing', 'canceled'),
    amount: fc.constantFrom(0, 2_900, 9_900, 49_900),
    endsWithPeriod: fc.boolean(),
  }),
});

beforeAll(async () => {
  desk = await openRevenueDesk();
  ({ app } = desk);
  const tenants = fc.sample(TENANT, { numRuns: 200, seed: SEED });
  const histories = tenants.map(({ subscription: _, levels, ...tenant }, index): History => {
    return { ...tenant, name: `Tenant ${index}`, levels: [...levels].sort((left, right) => (left.at < right.at ? -1 : 1)) };
  });
  const ids = await insertHistories(app.owner, histories);
  for (const [index, id] of ids.entries()) {
    const now = tenants[index]?.subscription;
    if (now) await insertSubscription(app.owner, id, now);
  }
  shown = await desk.report('?from=2026-01&to=2026-11');
  // what follows goes over these
  expect([shown.months.length, shown.funnel.cohorts.length]).toEqual([11, 11]);
  expect(Math.min(shown.cohorts.length, ...shown.months.slice(1).map(({ plans }) => plans.length))).toBeGreaterThan(0);
}, 120_000);
afterAll(() => app.close());

/** Every page of a list. */
async function all(query: string): Promise<RevenueRow[]> {
  const found: RevenueRow[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page = await desk.rows(`${query}&pageSize=30${cursor && `&cursor=${cursor}`}`);
    found.push(...page.items);
    cursor = page.next;
  }
  expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
  const { columns } = REVENUE_LIST_SHAPES[(/of=(\w+)/.exec(query)?.[1] ?? 'movements') as keyof typeof REVENUE_LIST_SHAPES];
  // whatever a list tells stands in a column of it
  for (const key of ['month', 'plan', 'reference'] as const)
    if (columns.includes(key)) for (const row of found) expect(row[key]).not.toBeNull();
  return found;
}
const sum = (rows: readonly RevenueRow[], of: 'amount' | 'before' | 'after' = 'amount'): number =>
  rows.reduce((total, row) => total + (row[of] ?? 0), 0);
const tenants = (rows: readonly RevenueRow[]): number => new Set(rows.map(({ tenantId }) => tenantId)).size;

it('lists whose revenue is another than 30 days ago, which is what the overview says moved', async () => {
  const recent = await all('of=recent');
  const { body } = await app.request<AdminOverview>('GET', '/admin/overview', { token: desk.staff.token });
  expect(recent.length).toBeGreaterThan(3);
  expect(sum(recent)).toBe(body.mrr.last30Days);
  expect(sum(recent)).toBe(sum(recent, 'after') - sum(recent, 'before'));
});

it('lists what is earned now, what is at risk, what ends, and where the ledger differs', async () => {
  const { now } = shown;
  const mrr = await all('of=mrr');
  expect([sum(mrr), tenants(mrr)]).toEqual([now.mrr, now.payers]);
  expect(Math.round(sum(mrr) / tenants(mrr))).toBe(now.arpu);
  expect(sum(await all('of=at_risk'))).toBe(now.atRisk);
  const committed = await all('of=committed');
  expect([sum(committed, 'before'), sum(committed, 'after')]).toEqual([now.mrr, now.committed]);
  expect(sum(await all('of=ending'))).toBe(now.mrr - now.committed);
  const difference = await all('of=difference');
  expect(difference.length).toBeGreaterThan(0);
  expect(sum(difference)).toBe(now.difference);
  expect(sum(difference, 'after') - sum(difference, 'before')).toBe(now.difference);
});

it('lists who paid at the beginning of a month and what became of them: both retentions and both churns', async () => {
  for (const month of shown.months) {
    const rows = await all(`of=opening&month=${month.month}`);
    expect([rows.length, sum(rows, 'before')]).toEqual([month.payersStart, month.mrrStart]);
    const start = month.mrrStart;
    const kept = rows.reduce((total, { before, after }) => total + Math.min(before ?? 0, after ?? 0), 0);
    expect(start === 0 ? null : kept / start).toBe(month.grossRetention);
    expect(start === 0 ? null : sum(rows, 'after') / start).toBe(month.netRetention);
    const back = await all(`month=${month.month}&kind=reactivation`);
    const net = start - sum(rows, 'after') - sum(back);
    if (month.netChurn === null) expect(start).toBe(0);
    else expect(net / start).toBeCloseTo(month.netChurn, 12);
    const gone = rows.filter(({ after }) => after === 0).length;
    expect(rows.length === 0 ? null : gone / rows.length).toBe(month.customerChurn);
  }
});

it('lists what was won and lost in a month: the quick ratio', async () => {
  for (const month of shown.months) {
    const [won, lost] = [await all(`month=${month.month}&kind=won`), await all(`month=${month.month}&kind=lost`)];
    expect(sum(lost) === 0 ? null : sum(won) / sum(lost)).toBe(month.quickRatio);
  }
});

it('lists the months of payers that a lifetime value is made of', async () => {
  const rows = await all('of=opening&month=2026-05&to=2026-10');
  const months = shown.months.filter(({ month }) => month >= '2026-05' && month <= '2026-10');
  expect(rows.length).toBe(months.reduce((total, { payersStart }) => total + payersStart, 0));
  expect(rows.filter(({ after }) => after === 0).length).toBe(months.reduce((total, { tenants: { churn } }) => total + churn, 0));
});

it('lists each plan at the end of each month', async () => {
  for (const month of shown.months.slice(-3)) {
    expect(sum(await all(`of=mrr&month=${month.month}`))).toBe(month.mrrEnd);
    for (const { tier, mrr, payers } of month.plans) {
      const rows = await all(`of=mrr&month=${month.month}&plan=${tier}`);
      expect([sum(rows), rows.length]).toEqual([mrr, payers]);
    }
  }
});

it('lists the tenants of a cohort at any age', async () => {
  for (const { month, size, mrr, months } of shown.cohorts) {
    for (const age of months) {
      const to = shown.months[shown.months.findIndex((one) => one.month === month) + age.index]?.month ?? '';
      const rows = await all(`of=cohort&month=${month}&to=${to}`);
      expect([rows.length, sum(rows, 'before')]).toEqual([size, mrr]);
      expect([rows.filter(({ after }) => (after ?? 0) > 0).length, sum(rows, 'after')]).toEqual([age.payers, age.mrr]);
    }
  }
});

it('lists who signed up, and who of them paid in time', async () => {
  for (const { month, signUps, paid } of shown.funnel.cohorts) {
    const rows = await all(`of=sign_ups&month=${month}`);
    expect([rows.length, rows.filter(({ kind }) => kind === 'paid').length]).toEqual([signUps, paid]);
    expect((await all(`of=sign_ups&month=${month}&kind=paid`)).length).toBe(paid);
  }
});

it('lists every payment, refund and lost dispute of a month', async () => {
  for (const { month, cash } of shown.months) {
    const kinds = ['paid', 'refunded', 'disputed'] as const;
    for (const kind of kinds) expect(sum(await all(`of=cash&month=${month}&kind=${kind}`))).toBe(cash[kind]);
    const rows = await all(`of=cash&month=${month}`);
    const net = rows.reduce((total, row) => total + (row.kind === 'paid' ? 1 : -1) * (row.amount ?? 0), 0);
    expect(net).toBe(cash.net);
  }
});

describe('a list as a file', () => {
  const file = async (body: object) => {
    const answer = await fetch(`${app.url}/api/admin/analytics/revenue/rows/export`, {
      method: 'POST',
      headers: { authorization: `Bearer ${desk.staff.token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: answer.status, name: answer.headers.get('content-disposition'), text: await answer.text() };
  };

  it('has the columns and every row of the page, in its order', async () => {
    const asked: Record<string, string>[] = [
      { of: 'mrr' },
      { of: 'opening', month: '2026-09', to: '2026-10' },
      { of: 'cash', month: '2026-10', kind: 'paid' },
    ];
    for (const list of asked) {
      const { status, name, text } = await file(list);
      expect([status, name]).toEqual([200, `attachment; filename="orbisvoice-revenue-${list['of']}.csv"`]);
      const rows = await all(new URLSearchParams(list).toString());
      expect(rows.length).toBeGreaterThan(3);
      const { columns } = REVENUE_LIST_SHAPES[list['of'] as 'mrr' | 'opening' | 'cash'];
      const heads = columns.flatMap((column) => (column === 'tenant' ? ['tenantId', 'tenantName'] : [column]));
      const cells = rows.map((row) => [
        ...columns.flatMap((column) => (column === 'tenant' ? [row.tenantId, row.tenantName] : [row[column]])),
        'USD',
      ]);
      expect(text).toBe([[...heads, 'currency'], ...cells].map(csvLine).join(''));
    }
  });

  it('is on record, and refused as the list is', async () => {
    await file({ of: 'sign_ups', month: '2026-10', kind: 'paid' });
    const { body } = await app.request<AuditList>('GET', '/admin/audit?action=admin.revenue_exported', { token: desk.staff.token });
    expect(body.items[0]).toMatchObject({ targetType: 'revenue', changes: { of: { after: 'sign_ups' }, kind: { after: 'paid' } } });
    const refused = await file({ of: 'at_risk', month: '2026-10' });
    expect([refused.status, refused.text]).toEqual([400, expect.stringContaining('"path":"month"') as string]);
  });
});
