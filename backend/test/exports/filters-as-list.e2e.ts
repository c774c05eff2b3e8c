import { newId } from '../../src/platform/database/ids.js';
import { fill, SPANS } from '../analytics/rows-of-figures-data.js';
import { createAgent } from '../factories/entities.js';
import { insertWebhookRows } from '../factories/webhook-rows.js';
import { startTestApp, type TestApp, type TestOwner } from '../harness/app.js';
import { ask, exported } from './export-world.js';
import { listed, written } from './list-and-file.js';

let app: TestApp;
let owner: TestOwner;
const [berlin] = SPANS;
const agentIds: [string, string] = ['', ''];

beforeAll(async () => {
  app = await startTestApp();
  owner = await app.signUp();
  for (const at of [0, 1]) agentIds[at] = (await createAgent(app, owner.token)).id;
  await fill(app.owner, { tenantId: owner.tenantId, agentIds }, berlin);
});
afterAll(() => app.close());

/** Both by the same filters: the file has some of the rows, and those of the list, the oldest first. */
async function asListed(of: ListAndFile, filters: object): Promise<void> {
  const { path, dataset, key, base = {}, always = {} } = of;
  const own = 'timeZone' in base ? {} : { timeZone: 'UTC' };
  const keysOf = (rows: readonly Readonly<Record<string, unknown>>[], name: string) => rows.map((row) => String(row[name]));
  const rows = keysOf(await listed(app, owner, path, { ...base, ...filters }), key[0]);
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.length).toBeLessThan((await listed(app, owner, path, base)).length);
  const file = await written(app, owner, { dataset, timeZone: berlin.timeZone }, { ...base, ...own, ...always, ...filters });
  expect(keysOf(file, key[1])).toEqual(rows.reverse());
}

/** A list with its file: where its rows are known by, in list and file; which rows are compared; and what the list leaves out by itself. */
interface ListAndFile {
  readonly path: string;
  readonly dataset: string;
  readonly key: readonly [string, string];
  readonly base?: object;
  readonly always?: object;
}

const CONVERSATIONS: ListAndFile = { path: '/conversations', dataset: 'conversations', key: ['id', 'id'], base: berlin };

it.each([
  { isCounted: true, outcome: 'known' },
  { country: 'DE', isCounted: true },
  { device: 'mobile' },
  { browser: 'other', isCounted: false },
  { unsaid: 'country' },
  { unsaid: 'browser', country: 'DE' },
  { weekday: 7 },
  { hour: 3 },
  { weekday: 7, hour: 1, isCounted: true },
  { length: 'some', hasFirstResponse: true },
  { measuredStage: 'think', isCounted: true },
  { visitor: 'returning', oncePerVisitor: true },
  { visitor: 'new', country: 'FR' },
  { from: '2026-03-28T23:30:00.000Z', to: '2026-03-29T05:00:00Z' },
])('a file by %j holds the rows of the list, the oldest first', (filters) => asListed(CONVERSATIONS, filters));

const CALLS: ListAndFile = {
  path: '/analytics/tool-calls',
  dataset: 'tool_executions',
  key: ['id', 'id'],
  base: berlin,
  // the list is of figures, which are of conversations that count
  always: { isCounted: true },
};

it.each([
  { channel: 'widget' },
  { tool: 'book' },
  { status: 'timed_out' },
  { status: 'unsuccessful', attempts: 'last' },
  { status: 'succeeded', channel: 'api' },
  { cause: 'slot # is gone' },
  { cause: 'NO REASON given', attempts: 'retried' },
  { cause: 'timed out', tool: 'find_slot' },
  { cause: 'busy', agent: 1 },
])('a file of tool executions by %j holds the calls of the page', ({ agent, ...filters }: Readonly<Record<string, unknown>>) =>
  asListed(CALLS, { ...filters, ...(agent === 1 && { agentId: agentIds[1] }) }),
);

const VISITS: ListAndFile = { path: '/analytics/visits', dataset: 'widget_visits', key: ['id', 'visitId'], base: berlin };

it.each([
  { step: 'open', funnel: 'strict' },
  { step: 'granted', funnel: 'strict' },
  { step: 'first_turn', funnel: 'sequential' },
  { step: 'goal', funnel: 'strict' },
])('a file of visits by %j holds the visits of the page', (filters) => asListed(VISITS, filters));

it('a file of visits by its first step leaves out what the page never shows', async () => {
  const shown = (await listed(app, owner, VISITS.path, berlin)).map(({ id }) => id);
  const file = (filters: object) => written(app, owner, { dataset: VISITS.dataset, timeZone: berlin.timeZone }, { ...berlin, ...filters });
  expect((await file({ step: 'impression' })).map(({ visitId }) => visitId)).toEqual(shown.reverse());
  expect((await file({})).length).toBeGreaterThan(shown.length);
});

const REFERRALS: ListAndFile = { path: '/referrals', dataset: 'referrals', key: ['id', 'id'], base: berlin };

it.each([
  { status: 'reversed' },
  { status: 'converted', channel: 'spring-fair' },
  { channel: 'direct' },
  { hold: 'inside' },
  { hold: 'past', channel: 'spring-fair' },
])('a file of referrals by %j holds the companies of the page', (filters) => asListed(REFERRALS, filters));

it('a file of visits to the link by channel holds those of the page', () =>
  asListed(
    { path: '/referrals/visits', dataset: 'referral_visits', key: ['visitedAt', 'visitedAt'], base: berlin },
    { channel: 'spring-fair' },
  ));

it('a file of agents by name and state holds those of the page, of which none is deleted', async () => {
  const { token } = owner;
  for (const name of ['Night desk', 'DESK 50%', 'Desk 500', 'Deleted desk', 'back\\slash']) {
    const { id } = await createAgent(app, token, { name });
    if (name === 'Night desk') await app.request('PATCH', `/agents/${id}`, { token, body: { isActive: false } });
    if (name === 'Deleted desk') await app.request('DELETE', `/agents/${id}`, { token });
  }
  const of: ListAndFile = { path: '/agents', dataset: 'agents', key: ['name', 'name'], always: { isDeleted: false } };
  for (const filters of [
    { search: 'desk' },
    { search: 'desk 50%' },
    { search: '\\' },
    { isActive: false },
    { isActive: true, search: 'Desk' },
  ])
    await asListed(of, filters);
  const gone = await written(app, owner, { dataset: 'agents', timeZone: 'UTC' }, { isDeleted: true });
  expect(gone.map(({ name }) => name)).toEqual(['Deleted desk']);
});

describe('money', () => {
  const invoiceId = newId();
  beforeAll(async () => {
    const months = ['2024-01-10', '2024-02-10', '2024-03-10'];
    for (const [at, start] of months.entries()) {
      const end = months[at + 1] ?? '2024-04-10';
      const period = [owner.tenantId, `${start}T00:00:00Z`, `${end}T00:00:00Z`];
      await app.owner.query(
        'insert into usage_periods (tenant_id, period_start, period_end, used, reserved, lim, ceiling) values ($1, $2, $3, 1, 1, 1000, 1100)',
        period,
      );
      await app.owner.query(
        `insert into usage_events (tenant_id, key, period_start, quantity, state, used_after, at)
         select $1, 'event:' || s || $2::text, $2::timestamptz, 1, s, 1, $2::timestamptz + place * interval '1 day'
           from unnest(array['counted', 'reserved', 'released']) with ordinality u (s, place)`,
        period.slice(0, 2),
      );
      const id = at === 1 ? invoiceId : newId();
      await app.owner.query(
        `insert into invoices (id, tenant_id, stripe_invoice_id, number, status, plan_code, total, amount_paid, currency, period_start,
           period_end, hosted_url, created_at, paid_at, updated_at)
         values ($1, $2, $5, $5, $6, 'starter', 2900, 2900, 'usd', $3, $4, null, $3, null, $3)`,
        [id, ...period, `in_${id}`, ['paid', 'open', 'draft'][at]],
      );
    }
    await app.owner.query(
      `insert into invoice_lines (id, tenant_id, stripe_invoice_id, stripe_line_id, position, kind, description, amount, period_start, period_end)
       select gen_random_uuid(), $1, 'in_' || $2, kind, 0, kind, kind, 0, starts::timestamptz, starts::timestamptz + interval '1 month'
         from (values ('overage', '2024-01-10Z'), ('plan', '2024-02-10Z'), ('proration', '2024-03-10Z')) l (kind, starts)`,
      [owner.tenantId, invoiceId],
    );
  });

  it.each([{ status: 'paid' }, { status: 'open' }])('a file of invoices by %j holds those of the page', (filters) =>
    asListed({ path: '/billing/invoices', dataset: 'invoices', key: ['id', 'id'] }, filters),
  );

  const USAGE = {
    path: '/billing/usage/events',
    dataset: 'usage_events',
    key: ['at', 'at'],
    base: { from: '2024-01-01T00:00:00Z', to: '2024-06-01T00:00:00Z' },
  } as const;

  it.each([{ state: 'reserved' }, { state: 'counted' }])('a file of usage by %j holds the events of the page', (filters) =>
    asListed(USAGE, filters),
  );

  it('a file of usage by an invoice holds what its lines bill', async () => {
    await asListed(USAGE, { invoiceId });
    await asListed(USAGE, { invoiceId, state: 'released' });
  });
});

it('a file of webhook deliveries holds those of the endpoint, its state and its event', async () => {
  const [one, two] = [await insertWebhookRows(app.owner, owner.tenantId, 'one'), await insertWebhookRows(app.owner, owner.tenantId, 'two')];
  await app.owner.query(
    `insert into webhook_deliveries (id, tenant_id, endpoint_id, message_id, event, body, status, tries, occurred_at, created_at)
     select gen_random_uuid(), tenant_id, endpoint_id, gen_random_uuid(), e, '{}', s, 0, now(), now() + place * interval '1 s'
       from webhook_deliveries, unnest(array['agent.created', 'agent.updated'], array['succeeded', 'failed']) with ordinality u (e, s, place)
      where tenant_id = $1`,
    [owner.tenantId],
  );
  const of: ListAndFile = { path: `/webhook-endpoints/${one.endpointId}/deliveries`, dataset: 'webhook_deliveries', key: ['id', 'id'] };
  const always = { endpointId: one.endpointId };
  for (const filters of [{ status: 'failed' }, { event: 'agent.updated' }, { status: 'succeeded', event: 'agent.created' }])
    await asListed({ ...of, always }, filters);
  const all = await written(app, owner, { dataset: of.dataset, timeZone: 'UTC' }, { endpointId: two.endpointId });
  expect(all.map(({ endpointId }) => endpointId)).toEqual([two.endpointId, two.endpointId, two.endpointId]);
});

it('a file of exports holds those of the list by content and state', async () => {
  for (const dataset of ['members', 'agents', 'members']) await exported(app, owner.token, { dataset });
  const { body: waiting } = await ask(app, owner.token, { dataset: 'agents' });
  await app.request('POST', `/exports/${waiting.id}/cancel`, { token: owner.token });
  const of: ListAndFile = { path: '/exports', dataset: 'exports', key: ['id', 'id'] };
  for (const filters of [{ dataset: 'members' }, { status: 'completed' }, { status: 'canceled', dataset: 'agents' }])
    await asListed(of, filters);
});

it('files of agents and tools are narrowed as their page is', async () => {
  const file = (dataset: string, filters: object) => written(app, owner, { dataset, timeZone: berlin.timeZone }, { ...berlin, ...filters });
  const narrowed: Record<string, string>[] = [{ channel: 'widget' }, { agentId: agentIds[1] }, { channel: 'api', agentId: agentIds[0] }];
  for (const filters of narrowed) {
    const query = new URLSearchParams({ ...berlin, ...filters });
    const { body } = await app.request<{ agents: { conversations: number }[]; tools: { calls: number }[] }>(
      'GET',
      `/analytics/agents?${query.toString()}`,
      { token: owner.token },
    );
    const rows = { agents: await file('analytics_agents', filters), tools: await file('analytics_tools', filters) };
    expect(rows.agents.map(({ conversations }) => Number(conversations))).toEqual(body.agents.map(({ conversations }) => conversations));
    expect(rows.tools.map(({ calls }) => Number(calls))).toEqual(body.tools.map(({ calls }) => calls));
    expect(rows.tools.length).toBeGreaterThan(0);
  }
});

it.each([
  ['conversations', 'agentId'],
  ['analytics_conversations', 'agentId'],
  ['usage_events', 'invoiceId'],
  ['webhook_deliveries', 'endpointId'],
])('no file of %s by a %s of nobody, or of somebody else', async (dataset, filter) => {
  const other = await app.signUp();
  const foreign = (await createAgent(app, other.token)).id;
  for (const id of [newId(), ...(filter === 'agentId' ? [foreign] : [])]) {
    const { status, body } = await ask(app, owner.token, { dataset, filters: { [filter]: id } });
    expect([status, body]).toMatchObject([400, { code: 'request.invalid', fields: [{ path: `filters.${filter}`, rule: 'not_found' }] }]);
  }
});

it('a file that was asked for before is given again by its key, though the endpoint is gone by then', async () => {
  const { endpointId } = await insertWebhookRows(app.owner, owner.tenantId, 'gone-soon');
  const again = () => ask(app, owner.token, { dataset: 'webhook_deliveries', filters: { endpointId } }, { 'idempotency-key': endpointId });
  const { body: first } = await again();
  await app.owner.query('delete from idempotency_keys where tenant_id = $1', [owner.tenantId]);
  await app.owner.query('delete from webhook_endpoints where id = $1', [endpointId]);
  const { status, body } = await again();
  expect([status, body.id]).toEqual([201, first.id]);
});
