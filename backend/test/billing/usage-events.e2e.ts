import type { UsageEvent, UsageEventList } from '@orbisvoice/shared-dto';
import pg from 'pg';
import { newId } from '../../src/platform/database/ids.js';
import { join } from '../auth/people.js';
import { createAgent, createApiKey, startConversation, converse } from '../factories/entities.js';
import { startTestApp, type TestApp, type TestOwner } from '../harness/app.js';
import { admit, givenSubscription, resolve } from './metering-database.js';

let app: TestApp;
let platform: pg.Pool;
let owner: TestOwner;

beforeAll(async () => {
  app = await startTestApp();
  platform = new pg.Pool({ connectionString: app.database.platformUrl, max: 4 });
  owner = await app.signUp();
});
afterAll(async () => {
  await platform.end();
  await app.close();
});

const list = (token: string, query: Record<string, string> = {}) =>
  app.request<UsageEventList>('GET', `/billing/usage/events?${new URLSearchParams(query).toString()}`, { token });

async function all(token: string, query: Record<string, string>): Promise<UsageEvent[]> {
  const items: UsageEvent[] = [];
  for (let cursor: string | null | undefined = undefined; cursor !== null;) {
    const page = await list(token, { ...query, ...(cursor && { cursor }) });
    expect(page.status).toBe(200);
    items.push(...page.body.items);
    cursor = page.body.next;
  }
  return items;
}

describe('GET /billing/usage/events', () => {
  it('shows the conversation and the agent behind a unit, and what integrators reported', async () => {
    const { token } = await app.signUp();
    const agent = await createAgent(app, token, { name: 'Reception' });
    const key = await createApiKey(app, token);
    const conversation = await startConversation(app, key.secret, { agentId: agent.id, sessionId: 'session-1' });
    await converse(app, key.secret, { id: conversation.id, text: 'Are you open?' });
    await app.settle();
    await app.request('POST', '/billing/usage', { token, body: { key: 'import-1', quantity: 3 } });
    const { body } = await list(token);
    expect(body.items).toMatchObject([
      {
        key: 'import-1',
        source: 'api',
        quantity: 3,
        state: 'counted',
        usedAfter: 4,
        isOverage: false,
        conversationId: null,
        agentId: null,
      },
      {
        key: 'session-1',
        source: 'conversation',
        quantity: 1,
        state: 'counted',
        usedAfter: 1,
        conversationId: conversation.id,
        agentId: agent.id,
        agentName: 'Reception',
      },
    ]);
  });

  it('pages through events of one moment and the longest keys without losing or repeating any', async () => {
    const { token, tenantId } = await app.signUp();
    const keys = Array.from({ length: 23 }, (_, index) => `event:${'ü'.repeat(240)}${index}`);
    await admit(
      platform,
      keys.map((key) => ({ tenantId, key })),
    );
    await admit(
      platform,
      keys.map((key) => ({ tenantId, key: `${key}-later` })),
    );
    const found = await all(token, { pageSize: '7' });
    expect(found).toHaveLength(46);
    expect(new Set(found.map((event) => event.key)).size).toBe(46);
    const times = found.map((event) => event.at);
    expect(times).toEqual([...times].sort().reverse());
  });

  it('marks what lies beyond the limit: as much as the counter says, reservations by when they were settled', async () => {
    const { token, tenantId } = await app.signUp();
    const now = Date.now();
    await givenSubscription(app.owner, tenantId, { start: new Date(now - 60_000), end: new Date(now + 1e9) });
    await admit(platform, [{ tenantId, key: 'conversation:early', isReservation: true }]);
    await admit(platform, [{ tenantId, key: 'event:most', quantity: 998 }]);
    for (let index = 0; index < 5; index++) await admit(platform, [{ tenantId, key: `event:${index}` }]);
    await resolve(platform, 'usage_settle', tenantId, ['conversation:early']);
    const events = await all(token, { state: 'counted' });
    expect(events.filter((event) => event.isOverage).map((event) => event.key)).toEqual(['early', '4', '3', '2']);
    expect(events[0]).toMatchObject({ key: 'early', usedAfter: 1_004 });
  });

  it('filters by time and state, and by default shows the current period', async () => {
    const { token, tenantId } = await app.signUp();
    await admit(platform, [
      { tenantId, key: 'conversation:held', isReservation: true },
      { tenantId, key: 'conversation:gone', isReservation: true },
      { tenantId, key: 'event:old' },
      { tenantId, key: 'event:new' },
    ]);
    await resolve(platform, 'usage_release', tenantId, ['conversation:gone']);
    await app.owner.query(
      `insert into usage_periods (tenant_id, period_start, period_end, lim, ceiling, used) values ($1, '2020-01-01Z', '2020-02-01Z', 100, 100, 1)`,
      [tenantId],
    );
    await app.owner.query(
      `update usage_events set at = '2020-01-05T00:00:00Z', period_start = '2020-01-01Z' where tenant_id = $1 and key = 'event:old'`,
      [tenantId],
    );
    const keysOf = async (query: Record<string, string>) => (await all(token, query)).map((event) => event.key).sort();
    expect(await keysOf({})).toEqual(['gone', 'held', 'new']);
    expect(await keysOf({ state: 'reserved' })).toEqual(['held']);
    expect(await keysOf({ from: '2020-01-05T00:00:00Z', to: '2020-01-05T00:00:00.001Z' })).toEqual(['old']);
    expect(await keysOf({ from: '2020-01-01T00:00:00Z', to: '2020-01-05T00:00:00Z' })).toEqual([]);
  });

  it('shows the events of the periods an invoice bills, and 404 for an invoice of somebody else', async () => {
    const { token, tenantId } = await app.signUp();
    const invoiceId = newId();
    const month = (start: string, end: string) =>
      app.owner.query('insert into usage_periods (tenant_id, period_start, period_end, lim, ceiling) values ($1, $2, $3, 1000, 1100)', [
        tenantId,
        start,
        end,
      ]);
    await month('2024-01-10T00:00:00Z', '2024-02-10T00:00:00Z');
    await month('2024-02-10T00:00:00Z', '2024-03-10T00:00:00Z');
    await month('2024-03-10T00:00:00Z', '2024-04-10T00:00:00Z');
    for (const start of ['2024-01-10', '2024-02-10', '2024-03-10'])
      await app.owner.query(
        `insert into usage_events (tenant_id, key, period_start, quantity, state, used_after, at)
         values ($1, 'event:' || $2::text, $2::timestamptz, 1, 'counted', 1, $2::timestamptz + interval '1 day')`,
        [tenantId, `${start}T00:00:00Z`],
      );
    await app.owner.query(
      `insert into invoices (id, tenant_id, stripe_invoice_id, number, status, plan_code, total, amount_paid, currency, period_start, period_end,
         hosted_url, created_at, paid_at, updated_at)
       values ($1, $2, 'in_' || $3::text, 'E-' || $3::text, 'paid', 'starter', 2900, 2900, 'usd', '2024-02-10Z', '2024-03-10Z', null, '2024-02-10Z', null, '2024-02-10Z')`,
      [invoiceId, tenantId, invoiceId],
    );
    const keys = async () => (await all(token, { invoiceId })).map((event) => event.key.slice(0, 10));
    expect(await keys()).toEqual(['2024-02-10']);
    const line = (kind: string, start: string, end: string) =>
      app.owner.query(
        `insert into invoice_lines (id, tenant_id, stripe_invoice_id, stripe_line_id, position, kind, description, amount, period_start, period_end)
         values ($1::uuid, $2, 'in_' || $3::text, ($1::uuid)::text, 0, $4::text, $4::text, 0, $5, $6)`,
        [newId(), tenantId, invoiceId, kind, start, end],
      );
    await line('overage', '2024-01-10T00:00:00Z', '2024-02-10T00:00:00Z');
    await line('plan', '2024-02-10T00:00:00Z', '2024-03-10T00:00:00Z');
    await line('proration', '2024-03-10T00:00:00Z', '2024-04-10T00:00:00Z');
    expect(await keys()).toEqual(['2024-02-10', '2024-01-10']);
    expect(await list(owner.token, { invoiceId })).toMatchObject({ status: 404, body: { code: 'billing.invoice_not_found' } });
  });

  it.each<Record<string, string>>([
    { state: 'lost' },
    { from: 'yesterday' },
    { invoiceId: 'x' },
    { cursor: 'nonsense' },
    { pageSize: '101' },
    { unknown: '1' },
  ])('refuses %j', async (query) => {
    expect(await list(owner.token, query)).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
  });

  it('is for those who read billing', async () => {
    const key = await createApiKey(app, owner.token, { scopes: ['usage.write'] });
    const member = await join(app, owner, 'member');
    expect(await list('nonsense')).toMatchObject({ status: 401 });
    expect(await list(key.secret)).toMatchObject({ status: 403 });
    expect([200, 403]).toContain((await list(member.token)).status);
  });
});
