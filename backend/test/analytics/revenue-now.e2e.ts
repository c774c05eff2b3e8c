import { CheckRevenue } from '../../src/modules/billing/jobs/check-revenue.job.js';
import { Metrics } from '../../src/platform/metrics/metrics.js';
import type { TestApp } from '../harness/app.js';
import { openRevenueDesk, type RevenueDesk } from './revenue-desk.js';
import { insertHistories, insertSubscription, type SubscriptionNow } from './revenue-rows.js';

let app: TestApp;
let report: RevenueDesk['report'];
let rows: RevenueDesk['rows'];

describe('what is subscribed to now', () => {
  const since = '2026-10-05T08:00:00Z';
  /** A tenant whose ledger and subscription say the given amounts. */
  const given = async (name: string, ledger: number, { isInternal = false, ...now }: SubscriptionNow & { isInternal?: boolean }) => {
    const { currency = 'usd' } = now;
    const [id = ''] = await insertHistories(app.owner, [
      { name, signedUpAt: '2026-10-01T08:00:00Z', levels: [{ at: since, mrr: ledger }], isInternal, currency },
    ]);
    await insertSubscription(app.owner, id, now);
  };

  const told = async () => Number(/^orbis_revenue_difference_tenants (\d+)$/m.exec(await app.get(Metrics).text())?.[1]);
  const gauge = async () => {
    await app.get(CheckRevenue).run();
    return told();
  };

  beforeAll(async () => {
    ({ app, report, rows } = await openRevenueDesk());
    await given('Healthy', 9_900, { status: 'active', amount: 9_900 });
    await given('Overdue', 2_900, { status: 'past_due', amount: 2_900 });
    await given('Leaves at the end', 49_900, { status: 'active', amount: 49_900, endsWithPeriod: true });
    await given('Overdue and leaves', 5_000, { status: 'past_due', amount: 5_000, endsWithPeriod: true });
    // none of these is recurring revenue in dollars
    await given('Tries', 0, { status: 'trialing', amount: 9_900, endsWithPeriod: true });
    await given('Gone', 0, { status: 'canceled', amount: 2_900 });
    await given('Unpaid', 0, { status: 'unpaid', amount: 2_900 });
    await given('Overdue in euros', 2_900, { status: 'past_due', amount: 2_900, endsWithPeriod: true, currency: 'eur' });
    await given('Ours', 2_900, { status: 'past_due', amount: 2_900, isInternal: true });
  });
  afterAll(() => app.close());

  it('is at risk while overdue, and committed without what is to end', async () => {
    // 99 + 29 + 499 + 50; of it 29 + 50 overdue, and 499 + 50 to end
    expect((await report()).now).toMatchObject({ mrr: 67_700, payers: 4, atRisk: 7_900, committed: 12_800, arpu: 16_925, difference: 0 });
    expect(await gauge()).toBe(0);
    expect((await report('?currency=eur')).now).toMatchObject({ mrr: 2_900, atRisk: 2_900, committed: 0, difference: 0 });
  });

  it('differs from the ledger by what the ledger has too much or too little', async () => {
    await given('Ledger too high', 9_900, { status: 'active', amount: 2_900 });
    expect((await report()).now).toMatchObject({ mrr: 77_600, atRisk: 7_900, committed: 22_700, difference: 7_000 });
    await given('Ledger too low', 0, { status: 'active', amount: 49_900 });
    expect((await report()).now).toMatchObject({ mrr: 77_600, difference: -42_900 });
    // asking compares nothing: the answer is that of the latest comparison
    expect(await told()).toBe(0);
    expect(await gauge()).toBe(2);
    // in other money, and with differences that would cancel each other out
    await given('Ledger too high in euros', 9_900, { status: 'active', amount: 2_900, currency: 'eur' });
    expect(await gauge()).toBe(3);
    expect((await rows('of=difference')).items.length + (await rows('of=difference&currency=eur')).items.length).toBe(3);
  });
});
