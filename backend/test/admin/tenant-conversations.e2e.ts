import { AdminTenantList, type AdminOverview } from '@orbisvoice/shared-dto';
import { conversationWindowOf, TENANT_SORTS, type TenantSort } from '@orbisvoice/shared-dto/values';
import { Rollups } from '../../src/modules/analytics/index.js';
import { startTestApp, type TestApp, type TestOwner } from '../harness/app.js';
import { freshDatabase } from '../harness/postgres.js';
import { givenStaff } from './staff.js';
import { insertTenants, isFound, plainTenants, sortValue, type PlainTenant } from './tenant-rows.js';

const SORTS = TENANT_SORTS.filter((sort) => sort.startsWith('-') && conversationWindowOf(sort) !== null);

let app: TestApp;
let staff: TestOwner;
let all: PlainTenant[];

beforeAll(async () => {
  app = await startTestApp({ database: await freshDatabase() });
  staff = await givenStaff(app);
  await app.owner.query('update tenants set is_internal = true');
  await insertTenants(app.owner, 70);
}, 120_000);
afterAll(() => app.close());
// windows move on while a suite runs
beforeEach(async () => {
  all = await plainTenants(app.owner);
});

/** What the list says of each tenant; one page holds them all. */
async function figures(sort: TenantSort, query = ''): Promise<Record<string, number | null>> {
  const answer = await app.request('GET', `/admin/tenants?pageSize=100&sort=${sort}${query}`, { token: staff.token });
  const { items, next } = AdminTenantList.parse(answer.body);
  expect(next).toBeNull();
  return Object.fromEntries(items.map(({ id, conversations }) => [id, conversations]));
}

const counted = (sort: TenantSort, of: readonly PlainTenant[]): Record<string, number> =>
  Object.fromEntries(of.map((tenant) => [tenant.id, Number(sortValue(tenant, sort))]));
const sum = (counts: Readonly<Record<string, number | null>>): number =>
  Object.values(counts).reduce<number>((total, count) => total + (count ?? 0), 0);

it.each(SORTS)('the list and its file, sorted by %s, say how many, before and after they are folded', async (sort) => {
  const wanted = counted(
    sort,
    all.filter((tenant) => isFound(tenant, {})),
  );
  expect(new Set(Object.values(wanted)).size).toBeGreaterThan(3);
  await app.owner.query('insert into rollup_marks (tenant_id) select id from tenants order by id limit 20');
  expect(await figures(sort)).toEqual(wanted);
  await app.get(Rollups).fold();
  expect((await app.owner.query('select 1 from rollup_marks')).rows).toEqual([]);
  expect(await figures(sort)).toEqual(wanted);
  const body = { filter: {}, sort, columns: ['id'] };
  const file = await app.request<string>('POST', '/admin/tenants/export', { token: staff.token, body });
  const [head, ...lines] = file.body.replace('\ufeff', '').trim().split('\r\n');
  expect(head).toMatch(/^id,conversations(24Hours|7Days|30Days)?$/);
  expect(Object.fromEntries(lines.map((line) => line.split(',')).map(([id, count]) => [id, Number(count)]))).toEqual(wanted);
});

it('knows a day that begins twice, also while it is not folded', async () => {
  const [{ id: tenantId = '' } = {}] = all.filter((tenant) => isFound(tenant, {}));
  const count = async (): Promise<number> => (await figures('-conversationsAll'))[tenantId] ?? 0;
  const { rows } = await app.owner.query<{ zone: string }>(`select time_zone as zone from tenants where id = $1`, [tenantId]);
  await app.owner.query(`update tenants set time_zone = 'America/Havana' where id = $1`, [tenantId]);
  await app.get(Rollups).fold();
  const before = await count();
  // half past midnight, half an hour before midnight comes again
  const inserted = await app.owner.query<{ id: string }>(
    `insert into conversations (id, tenant_id, agent_id, session_id, channel, status, started_at, counted_at)
     select gen_random_uuid(), $1, (select id from agents where tenant_id = $1 limit 1), 'midnight', 'api', 'completed', at, at
       from (select timestamptz '2025-11-02T04:30:00Z' as at) moment returning id`,
    [tenantId],
  );
  expect(await count()).toBe(before + 1);
  await app.get(Rollups).fold();
  expect(await count()).toBe(before + 1);
  await app.owner.query('delete from conversations where id = $1', [inserted.rows[0]?.id]);
  await app.owner.query('update tenants set time_zone = $2 where id = $1', [tenantId, rows[0]?.zone]);
  await app.get(Rollups).fold();
  expect(await count()).toBe(before);
});

it('of all tenants together it is what the overview says', async () => {
  const { body } = await app.request<AdminOverview>('GET', '/admin/overview', { token: staff.token });
  const { last24Hours, last7Days, last30Days, total } = body.conversations;
  const sums = await Promise.all(SORTS.map(async (sort) => sum(await figures(sort)) + sum(await figures(sort, '&status=deleted'))));
  expect(sums).toEqual([last24Hours, last7Days, last30Days, total]);
});
