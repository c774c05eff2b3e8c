import { type AdminOverview, type AdminPlanList, type AdminTenantList, type RevenueReport } from '@orbisvoice/shared-dto';
import { PLAN_CODES } from '@orbisvoice/shared-dto/values';
import fc from 'fast-check';
import { Clock } from '../../src/platform/clock/clock.js';
import { givenStaff } from '../admin/staff.js';
import { startTestApp, type TestApp, type TestOwner } from '../harness/app.js';
import { freshDatabase } from '../harness/postgres.js';
import { type History, insertHistories, planAt } from './revenue-rows.js';

const NOW = '2026-11-20T12:00:00.000Z';
let app: TestApp;
let staff: TestOwner;

beforeAll(async () => {
  app = await startTestApp({ database: await freshDatabase() });
  staff = await givenStaff(app);
  jest.spyOn(app.get(Clock), 'now').mockReturnValue(new Date(NOW));
}, 120_000);
afterAll(() => app.close());

/** Tenants who come, grow, shrink, leave and return, also within one month; some of ours, some in other money. */
const HISTORY: fc.Arbitrary<Omit<History, 'name'>> = fc.record({
  signedUpAt: fc.constant('2025-08-01T00:00:00.000Z'),
  levels: fc
    .array(
      fc.record({
        at: fc.date({ min: new Date('2025-08-02'), max: new Date(NOW), noInvalidDate: true }).map((at) => at.toISOString()),
        mrr: fc.constantFrom(0, 2_900, 9_900, 49_900),
      }),
      { maxLength: 14 },
    )
    .map((levels) => levels.sort((left, right) => (left.at < right.at ? -1 : 1))),
  isInternal: fc.nat(9).map((n) => n === 0),
  currency: fc.nat(9).map((n) => (n === 0 ? 'eur' : 'usd')),
});

async function given(histories: readonly Omit<History, 'name'>[]): Promise<void> {
  await app.owner.query('update tenants set is_internal = true');
  const ids = await insertHistories(
    app.owner,
    histories.map((history, index) => ({ ...history, name: `Tenant ${index}` })),
  );
  await app.owner.query(
    'update tenants t set subscription_tier = n.tier from unnest($1::uuid[], $2::text[]) n (id, tier) where t.id = n.id',
    [ids, histories.map(({ levels }) => planAt(levels.at(-1)?.mrr ?? 0))],
  );
}

async function get<T>(path: string): Promise<T> {
  const answer = await app.request<T>('GET', path, { token: staff.token });
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** The list of who pays, every page of it. */
async function payers(query: string): Promise<AdminTenantList['items']> {
  const items: AdminTenantList['items'] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: AdminTenantList = await get(`/admin/tenants?paying=yes&sort=-mrr&pageSize=100&${query}${cursor && `&cursor=${cursor}`}`);
    items.push(...page.items);
    cursor = page.next;
  }
  return items;
}

const sum = (rows: readonly { readonly mrr: number }[]): number => rows.reduce((total, { mrr }) => total + mrr, 0);

it('is one number on the overview, the revenue page, the list of tenants and the plans, whatever happened', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(HISTORY, { minLength: 1, maxLength: 60 }), async (histories) => {
      await given(histories);
      const overview = await get<AdminOverview>('/admin/overview');
      const { now, months } = await get<RevenueReport>('/admin/analytics/revenue?from=2025-10&to=2026-11');
      const { mrr, payers: count, atRisk, committed, arpu } = now;
      expect(overview.mrr).toMatchObject({ current: mrr, pastDue: atRisk, committed });
      expect([overview.tenants.paying, overview.arpu]).toEqual([count, arpu]);
      expect(overview.mrrByMonth).toEqual(months.map(({ month, mrrEnd, movements }) => ({ month, mrr: mrrEnd, ...movements })));
      const listed = await payers('');
      expect([listed.length, sum(listed)]).toEqual([count, mrr]);
      const { items } = await get<AdminPlanList>('/admin/plans');
      const plans = months.at(-1)?.plans ?? [];
      for (const code of PLAN_CODES) {
        const figure = plans.find(({ tier }) => tier === code)?.mrr ?? 0;
        expect(overview.tiers.find(({ tier }) => tier === code)?.mrr).toBe(figure);
        expect(items.find((plan) => plan.code === code)?.mrr).toBe(figure);
        expect(sum(await payers(`tier=${code}`))).toBe(figure);
      }
    }),
    { numRuns: 12 },
  );
}, 180_000);
