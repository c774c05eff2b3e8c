import type { RevenueRowList } from '@orbisvoice/shared-dto';
import fc from 'fast-check';
import type { TestApp } from '../harness/app.js';
import { openRevenueDesk, REVENUE_NOW as NOW, type RevenueDesk } from './revenue-desk.js';
import { type History, insertHistories, planAt } from './revenue-rows.js';

let app: TestApp;
let report: RevenueDesk['report'];
let rows: RevenueDesk['rows'];
let refusal: RevenueDesk['refusal'];

async function openDesk(): Promise<void> {
  ({ app, report, rows, refusal } = await openRevenueDesk());
}

describe('a handful of customers', () => {
  beforeAll(async () => {
    await openDesk();
    const histories: History[] = [
      // new, then upgraded in the same month: new with what it came to
      {
        name: 'Grows at once',
        signedUpAt: '2026-09-01T08:00:00Z',
        levels: [
          { at: '2026-09-02T08:00:00Z', mrr: 2_900 },
          { at: '2026-09-20T08:00:00Z', mrr: 9_900 },
        ],
        payments: [{ at: '2026-09-02T08:00:00Z', total: 3_451, tax: 551, refunded: { at: '2026-10-03T08:00:00Z', amount: 3_451 } }],
      },
      {
        name: 'Leaves unpaid',
        signedUpAt: '2026-09-05T08:00:00Z',
        levels: [
          { at: '2026-09-06T08:00:00Z', mrr: 49_900 },
          { at: '2026-11-01T08:00:00Z', mrr: 0 },
        ],
        payments: [
          { at: '2026-09-06T08:00:00Z', total: 49_900, lost: { at: '2026-11-02T08:00:00Z', amount: 49_900 } },
          { at: '2026-10-06T08:00:00Z', total: 49_900, isPaid: false },
        ],
      },
      {
        name: 'Comes back smaller',
        signedUpAt: '2026-08-05T08:00:00Z',
        levels: [
          { at: '2026-08-31T22:30:00Z', mrr: 9_900 },
          { at: '2026-10-01T08:00:00Z', mrr: 0 },
          { at: '2026-11-10T08:00:00Z', mrr: 2_900 },
        ],
        payments: [{ at: '2026-11-10T08:00:00Z', total: 2_900 }],
      },
      { name: 'Never pays', signedUpAt: '2026-09-09T08:00:00Z', levels: [] },
      { name: 'Ours', signedUpAt: '2026-09-09T08:00:00Z', levels: [{ at: '2026-09-10T08:00:00Z', mrr: 49_900 }], isInternal: true },
      { name: 'Pays in euros', signedUpAt: '2026-09-09T08:00:00Z', levels: [{ at: '2026-09-10T08:00:00Z', mrr: 2_900 }], currency: 'eur' },
    ];
    await insertHistories(app.owner, histories);
  });
  afterAll(() => app.close());

  it('has months that say how each became the next', async () => {
    const { months, now, otherCurrencies, asOf, definitionVersion } = await report('?from=2026-09&to=2026-11');
    expect({ asOf, definitionVersion, otherCurrencies }).toEqual({ asOf: NOW, definitionVersion: 1, otherCurrencies: ['eur'] });
    const [september, october, november] = months;
    expect(september).toMatchObject({
      month: '2026-09',
      isOpen: false,
      mrrStart: 9_900,
      mrrEnd: 69_700,
      movements: { new: 59_800, expansion: 0, reactivation: 0, contraction: 0, churn: 0 },
      tenants: { new: 2 },
      payersStart: 1,
      payersEnd: 3,
      arpu: 23_233,
      quickRatio: null,
      grossChurn: 0,
      cash: { paid: 52_800, refunded: 0, disputed: 0, net: 52_800 },
    });
    expect(october).toMatchObject({
      movements: { churn: 9_900 },
      tenants: { churn: 1 },
      churnedByFailedPayment: 0,
      payersStart: 3,
      payersEnd: 2,
      grossChurn: 9_900 / 69_700,
      customerChurn: 1 / 3,
      // a refund with its tax: what was earned of it goes
      cash: { paid: 0, refunded: 2_900, disputed: 0, net: -2_900 },
    });
    expect(november).toMatchObject({
      isOpen: true,
      mrrEnd: 12_800,
      movements: { reactivation: 2_900, churn: 49_900 },
      churnedByFailedPayment: 1,
      netRetention: 9_900 / 59_800,
      quickRatio: 2_900 / 49_900,
      cash: { paid: 2_900, refunded: 0, disputed: 49_900, net: -47_000 },
      plans: [
        { tier: 'starter', mrr: 2_900, payers: 1 },
        { tier: 'professional', mrr: 9_900, payers: 1 },
        { tier: 'enterprise', mrr: 0, payers: 0 },
      ],
    });
    expect(now).toMatchObject({
      mrr: 12_800,
      payers: 2,
      arpu: 6_400,
      lifetimeValue: { low: null, high: null, unknownBecause: 'few_payers' },
    });
  });

  it('follows customers from the month of their first payment, and leaves the future blank', async () => {
    const { cohorts } = await report('?from=2026-08&to=2026-11');
    expect(cohorts.map(({ month, size, mrr }) => [month, size, mrr])).toEqual([
      ['2026-08', 1, 9_900],
      ['2026-09', 2, 59_800],
    ]);
    expect(cohorts[0]?.months).toEqual([
      { index: 0, payers: 1, mrr: 9_900, isOpen: false },
      { index: 1, payers: 1, mrr: 9_900, isOpen: false },
      { index: 2, payers: 0, mrr: 0, isOpen: false },
      { index: 3, payers: 1, mrr: 2_900, isOpen: true },
    ]);
    expect(cohorts[1]?.months.map(({ payers }) => payers)).toEqual([2, 2, 1]);
  });

  it('counts who paid within thirty days of signing up, and says which months are still maturing', async () => {
    const { funnel } = await report('?from=2026-08&to=2026-11');
    expect(funnel).toEqual({
      days: 30,
      cohorts: [
        { month: '2026-08', signUps: 1, paid: 0, isMature: true },
        { month: '2026-09', signUps: 4, paid: 2, isMature: true },
        { month: '2026-10', signUps: 0, paid: 0, isMature: false },
        { month: '2026-11', signUps: 0, paid: 0, isMature: false },
      ],
    });
  });

  it('turns the month where the zone does', async () => {
    const starts = async (zone: string) =>
      (await report(`?from=2026-08&to=2026-09&timeZone=${zone}`)).months.map(({ movements }) => movements.new);
    expect(await starts('UTC')).toEqual([9_900, 59_800]);
    expect(await starts('Europe/Berlin')).toEqual([0, 69_700]);
  });

  it('shows the rows behind a month, page by page', async () => {
    const first = await rows('month=2026-11&pageSize=1');
    expect(first.items).toMatchObject([{ tenantName: 'Leaves unpaid', kind: 'churn', amount: 49_900, before: 49_900, after: 0 }]);
    const second = await rows(`month=2026-11&pageSize=1&cursor=${first.next ?? ''}`);
    expect(second).toMatchObject({ items: [{ tenantName: 'Comes back smaller', kind: 'reactivation', amount: 2_900 }], next: null });
    expect((await rows('month=2026-11&kind=new')).items).toEqual([]);
  });

  it.each([
    ['?from=2026-12', 'from'],
    ['?to=2026-12', 'to'],
    ['?from=2020-01&to=2026-01', 'from'],
    ['?from=2026-13', 'from'],
    ['?timeZone=Mars/Olympus', 'timeZone'],
    ['?currency=dollars', 'currency'],
    ['?interval=day', 'interval'],
    ['/rows', 'month'],
    ['/rows?month=2026-11&kind=gone', 'kind'],
    ['/rows?of=cash&month=2026-11&kind=churn', 'kind'],
    ['/rows?of=cash&month=2026-11&plan=starter', 'plan'],
    ['/rows?of=at_risk&month=2026-11', 'month'],
    ['/rows?of=mrr&to=2026-11', 'to'],
    ['/rows?of=opening&month=2026-11&to=2026-10', 'to'],
    ['/rows?of=opening&month=2020-11&to=2026-10', 'to'],
    ['/rows?of=everything', 'of'],
    ['/rows?month=2026-11&cursor=bm9uc2Vuc2U', 'cursor'],
    [`/rows?month=2026-11&cursor=${Buffer.from('["1","no id"]').toString('base64url')}`, 'cursor'],
  ])('%s is refused with its field named', async (path, field) => {
    expect(await refusal(path)).toMatchObject({ status: 400, body: { code: 'request.invalid', status: 400, fields: [{ path: field }] } });
  });
});

/** A thousand tenants who come, grow, shrink, leave and return at any moment of fourteen months. */
const LEVELS = fc.array(
  fc.record({
    at: fc.date({ min: new Date('2025-10-01'), max: new Date(NOW), noInvalidDate: true }).map((at) => at.toISOString()),
    mrr: fc.constantFrom(0, 2_900, 9_900, 49_900),
  }),
  { maxLength: 12 },
);

describe('a thousand histories', () => {
  let histories: History[];

  beforeAll(async () => {
    await openDesk();
    histories = fc.sample(LEVELS, 1_000).map((levels, index) => ({
      name: `Tenant ${index}`,
      signedUpAt: '2025-09-30T00:00:00.000Z',
      levels: [...levels].sort((left, right) => (left.at < right.at ? -1 : 1)),
    }));
    await insertHistories(app.owner, histories);
  });
  afterAll(() => app.close());

  /** What is paid before an instant, as the history says it. */
  const paidBefore = ({ levels }: History, instant: string): number => levels.filter(({ at }) => at < instant).at(-1)?.mrr ?? 0;
  const startOf = (month: string): string => `${month}-01T00:00:00.000Z`;
  const following = (month: string): string => {
    const [year = 0, of = 0] = month.split('-').map(Number);
    return of === 12 ? `${year + 1}-01` : `${year}-${String(of + 1).padStart(2, '0')}`;
  };
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

  it('add up to the cent, month by month, tenant by tenant and plan by plan', async () => {
    const { months, now } = await report('?from=2025-10&to=2026-11');
    expect(months).toHaveLength(14);
    for (const { month, mrrStart, mrrEnd, movements, payersStart, payersEnd, plans } of months) {
      const ends = startOf(following(month));
      const before = histories.map((history) => paidBefore(history, startOf(month)));
      const after = histories.map((history) => paidBefore(history, ends));
      expect(mrrStart).toBe(sum(before));
      expect(mrrEnd).toBe(sum(after));
      expect([payersStart, payersEnd]).toEqual([before.filter(Boolean).length, after.filter(Boolean).length]);
      const { new: added, expansion, reactivation, contraction, churn } = movements;
      expect(mrrEnd).toBe(mrrStart + added + expansion + reactivation - contraction - churn);
      const growths = after.map((end, index) => ({ start: before[index] ?? 0, end })).filter(({ start }) => start > 0);
      expect(expansion).toBe(sum(growths.map(({ start, end }) => Math.max(0, end - start))));
      expect(contraction).toBe(sum(growths.map(({ start, end }) => (end > 0 ? Math.max(0, start - end) : 0))));
      expect(churn).toBe(sum(growths.map(({ start, end }) => (end === 0 ? start : 0))));
      for (const { tier, mrr } of plans) expect(mrr).toBe(sum(after.filter((paid) => paid > 0 && planAt(paid) === tier)));
    }
    expect(now.mrr).toBe(months.at(-1)?.mrrEnd);
  });

  it('have cohorts that hold everybody who ever paid, once', async () => {
    const { cohorts, months } = await report('?from=2025-10&to=2026-11');
    expect(sum(cohorts.map(({ size }) => size))).toBe(histories.filter(({ levels }) => levels.some(({ mrr }) => mrr > 0)).length);
    // each month's revenue is that of its cohorts at their ages
    for (const [index, { mrrEnd }] of months.entries())
      expect(sum(cohorts.map(({ month, months: ages }) => ages[index - months.findIndex((one) => one.month === month)]?.mrr ?? 0))).toBe(
        mrrEnd,
      );
  });

  it('stand behind each figure row by row', async () => {
    const { months } = await report('?from=2026-05&to=2026-05');
    const found: RevenueRowList['items'] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: RevenueRowList = await rows(`month=2026-05&pageSize=40${cursor && `&cursor=${cursor}`}`);
      found.push(...page.items);
      cursor = page.next;
    }
    expect(new Set(found.map(({ tenantId }) => tenantId)).size).toBe(found.length);
    for (const kind of ['new', 'expansion', 'reactivation', 'contraction', 'churn'] as const) {
      const ofKind = found.filter((row) => row.kind === kind);
      expect([ofKind.length, sum(ofKind.map(({ amount }) => amount ?? 0))]).toEqual([months[0]?.tenants[kind], months[0]?.movements[kind]]);
    }
  });
});
