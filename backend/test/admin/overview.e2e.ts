import { AdminOverview, type AdminTenantList, type StripeEventList } from '@orbisvoice/shared-dto';
import { TENANT_STATES } from '@orbisvoice/shared-dto/values';
import { PlatformHours } from '../../src/modules/analytics/index.js';
import { newId } from '../../src/platform/database/ids.js';
import { startTestApp, type TestApp, type TestOwner } from '../harness/app.js';
import { freshDatabase } from '../harness/postgres.js';
import { givenStaff } from './staff.js';
import { insertTenants } from './tenant-rows.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
let app: TestApp;
let staff: TestOwner;
let hours: PlatformHours;

beforeAll(async () => {
  app = await startTestApp({ database: await freshDatabase() });
  staff = await givenStaff(app);
  hours = app.get(PlatformHours);
  await app.owner.query('update tenants set is_internal = true');
  await insertTenants(app.owner, 60);
  await insertConversations();
}, 120_000);
afterAll(() => app.close());

/** Some every seven hours for eighty days back, every fifth not counted; as many of our own, which are nobody's business. */
async function insertConversations(): Promise<void> {
  const { rows } = await app.owner.query<{ id: string; tenantId: string }>(
    `select distinct on (t.is_internal) a.id, a.tenant_id as "tenantId" from agents a join tenants t on t.id = a.tenant_id order by t.is_internal`,
  );
  expect(rows).toHaveLength(2);
  for (const agent of rows)
    await app.owner.query(
      `insert into conversations (id, tenant_id, agent_id, session_id, channel, status, started_at, counted_at)
     select gen_random_uuid(), $1, $2, 's' || n, 'widget', 'completed', now() - n * interval '7 hours' - interval '1 minute', case when n % 5 > 0 then now() end
     from generate_series(0, 274) n`,
      [agent.tenantId, agent.id],
    );
}

const read = async (): Promise<AdminOverview> =>
  AdminOverview.parse((await app.request('GET', '/admin/overview', { token: staff.token })).body);
const total = async (query: string): Promise<number> =>
  (await app.request<AdminTenantList>('GET', `/admin/tenants?pageSize=1&${query}`, { token: staff.token })).body.total;

/** The figures of the tile, counted in TypeScript from every row. */
async function counted(asOf: string): Promise<Record<string, number>> {
  const { rows } = await app.owner.query<{ at: Date }>(
    `select started_at as at from conversations where counted_at is not null and tenant_id in (select id from tenants where not is_internal)`,
  );
  const now = Date.parse(asOf);
  const today = Math.floor(now / DAY) * DAY;
  const within = (from: number, to = Number.POSITIVE_INFINITY): number =>
    rows.filter(({ at }) => at.getTime() >= from && at.getTime() < to).length;
  return {
    last24Hours: within(now - DAY),
    last7Days: within(today - 6 * DAY),
    last30Days: within(today - 29 * DAY),
    previous30Days: within(today - 59 * DAY, today - 29 * DAY),
    total: rows.length,
  };
}

describe('GET /admin/overview', () => {
  it('opens lists that count the same', async () => {
    const { tenants, signUps, agents, asOf } = await read();
    expect(tenants.total).toBeGreaterThan(20);
    expect(await total('')).toBe(tenants.total);
    expect(await total('paying=yes')).toBe(tenants.paying);
    for (const state of TENANT_STATES) expect([state, await total(`state=${state}`)]).toEqual([state, tenants.states[state]]);
    expect(Object.values(tenants.states).reduce((sum, count) => sum + count, 0)).toBe(tenants.total);
    expect(await total('agents=some')).toBe(agents.tenants);
    await app.owner.query(`update tenants set created_at = $1 where slug in ('slug-1', 'slug-3')`, [new Date(Date.parse(asOf) - 3 * DAY)]);
    const later = await read();
    expect(later.signUps.last7Days).toBe(signUps.last7Days + 2);
    for (const [name, days] of [
      ['last24Hours', 1],
      ['last7Days', 7],
      ['last30Days', 30],
    ] as const) {
      expect(await total(`createdFrom=${new Date(Date.parse(later.asOf) - days * DAY).toISOString()}`)).toBe(later.signUps[name]);
    }
  });

  it('says the MRR of the ledger, what it moved by, and months that explain each other', async () => {
    const { mrr, mrrByMonth, tiers } = await read();
    const { rows } = await app.owner.query<{ all: number; recent: number }>(
      `select sum(mrr_after - mrr_before)::int as all, sum(mrr_after - mrr_before) filter (where occurred_at > now() - interval '30 days')::int as recent from mrr_movements
       where tenant_id in (select id from tenants where not is_internal)`,
    );
    expect([mrr.current, mrr.last30Days]).toEqual([rows[0]?.all, rows[0]?.recent ?? 0]);
    expect(tiers.reduce((sum, tier) => sum + tier.mrr, 0)).toBe(mrr.current);
    expect(mrrByMonth.at(-1)?.mrr).toBe(mrr.current);
    for (const [index, month] of mrrByMonth.entries()) {
      const before = mrrByMonth[index - 1]?.mrr ?? 0;
      expect(month.mrr - before).toBe(month.new + month.expansion + month.reactivation - month.contraction - month.churn);
    }
  });

  it('counts the same with hours closed, without, and after they were made anew', async () => {
    const open = await read();
    expect(open.conversations).toMatchObject({ ...(await counted(open.asOf)), rolledUntil: null });
    await hours.roll();
    const closed = await read();
    expect(closed.conversations).toMatchObject(await counted(closed.asOf));
    expect(closed.conversationsByDay).toEqual(open.conversationsByDay);
    expect(closed.conversationsByDay.reduce((sum, { count }) => sum + count, 0)).toBe(closed.conversations.last30Days);
    const until = Date.parse(closed.conversations.rolledUntil ?? '');
    expect(Date.parse(closed.asOf) - until).toBeGreaterThanOrEqual(48 * HOUR);
    expect(Date.parse(closed.asOf) - until).toBeLessThan(49 * HOUR);
    await hours.roll();
    await hours.rebuild();
    expect((await read()).conversations).toMatchObject(await counted(closed.asOf));
  });

  it('finds hours that differ from their rows, sets them right, and says when it looked', async () => {
    await hours.roll();
    expect(await hours.check()).toBe(0);
    await app.owner.query(
      'update platform_hours set conversations = conversations + 5 where hour = (select min(hour) from platform_hours)',
    );
    await app.owner.query(`insert into platform_hours values (date_trunc('hour', now() - interval '300 days'), 3)`);
    await app.owner.query(
      `delete from conversations where id = (select id from conversations where counted_at is not null and started_at < now() - interval '20 days'
         and tenant_id in (select id from tenants where not is_internal) limit 1)`,
    );
    expect(await hours.check()).toBe(3);
    const { conversations, asOf } = await read();
    expect(conversations).toMatchObject(await counted(asOf));
    expect(Date.parse(conversations.checkedAt ?? '')).toBeLessThanOrEqual(Date.parse(asOf));
    expect(await hours.check()).toBe(0);
  });

  it('shows what waits and since when, what failed, and whether Stripe is heard', async () => {
    const { queues, webhooks } = await read();
    await app.owner.query(
      `insert into stripe_events (id, type, is_livemode, status, payload, created_at)
       select 'evt_' || n, 'invoice.paid', false, case n when 1 then 'failed' else 'dead' end, '{}', now() from generate_series(1, 3) n`,
    );
    for (const status of ['failed', 'dead'])
      expect(
        (await app.request<StripeEventList>('GET', `/admin/stripe-events?status=${status}`, { token: staff.token })).body.items,
      ).toHaveLength(status === 'dead' ? 2 : 1);
    expect(webhooks).toEqual({ lastEventAt: null, isSilent: false, backlog: 0 });
    await app.owner.query(
      `insert into outbox_events (id, tenant_id, name, version, payload, created_at) values ($1, $2, 'agent.deleted', 1, '{}', '2026-01-02T03:04:05Z')`,
      [newId(), staff.tenantId],
    );
    expect((await read()).queues).toEqual({
      ...queues,
      stripeEventsFailed: 1,
      stripeEventsDead: 2,
      outboxPending: queues.outboxPending + 1,
      oldestPendingAt: '2026-01-02T03:04:05.000Z',
    });
  });
});
