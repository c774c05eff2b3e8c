import { type Problem, ReplayResult, ReplayResults, StripeEventDetail, StripeEventList } from '@orbisvoice/shared-dto';
import {
  arrived,
  buy,
  conclusions,
  eventsOf,
  forget,
  givenOwner,
  openBillingStage,
  outboxOf,
  SECRET,
  type BillingStage,
} from '../billing/billing-harness.js';
import { deliver, eventOf, signed } from '../billing/signed-events.js';
import type { TestAnswer, TestOwner } from '../harness/app.js';
import { encodeCursor } from '../../src/platform/http/page.js';
import type { Actor } from '../../src/platform/access/actor.js';
import { freshDatabase } from '../harness/postgres.js';
import { givenStaff } from './staff.js';

let stage: BillingStage;
let staff: TestOwner;
let customer: Actor;
let paid: string;

beforeAll(async () => {
  // all events of the platform are listed: no other suite's may be among them
  stage = await openBillingStage({ database: await freshDatabase() });
  staff = await givenStaff(stage.app);
  customer = await givenOwner(stage.app);
  await buy(stage, customer, 'professional');
  await arrived(stage, 'invoice.paid', customer.tenantId);
  paid = (await eventsOf(stage.app, customer.tenantId)).find(({ type }) => type === 'invoice.paid')?.id ?? '';
}, 60_000);
afterAll(() => stage.close());

const get = <T>(path: string, token = staff.token): Promise<TestAnswer<T>> =>
  stage.app.request<T>('GET', `/admin/stripe-events${path}`, { token });
const post = <T>(path: string, body: object, token = staff.token): Promise<TestAnswer<T>> =>
  stage.app.request<T>('POST', `/admin/stripe-events${path}`, { token, body });

async function list(query: string): Promise<StripeEventList> {
  const answer = await get<StripeEventList>(query);
  expect(answer.status).toBe(200);
  return StripeEventList.parse(answer.body);
}

async function replay(id: string, isDryRun: boolean): Promise<ReplayResult> {
  const answer = await post<ReplayResult>(`/${id}/replay`, { isDryRun });
  expect(answer.status).toBe(200);
  return ReplayResult.parse(answer.body);
}

async function replaysOf(
  tenantId: string,
): Promise<{ actor_kind: string; actor_id: string; target_id: string; changes: Record<string, unknown> }[]> {
  const { rows } = await stage.app.owner.query<{
    actor_kind: string;
    actor_id: string;
    target_id: string;
    changes: Record<string, unknown>;
  }>(
    `select actor_kind, actor_id, target_id, changes from audit_entries
     where tenant_id = $1 and action = 'admin.stripe_event_replayed' order by at, id`,
    [tenantId],
  );
  return rows;
}

const everything = async (): Promise<object> => ({
  ...(await conclusions(stage.app, customer.tenantId)),
  outbox: await outboxOf(stage.app, customer.tenantId),
  audit: await replaysOf(customer.tenantId),
});

describe('GET /admin/stripe-events', () => {
  it('lists what came, newest first, page by page without a gap', async () => {
    const { rows } = await stage.app.owner.query<{ id: string }>('select id from stripe_events order by created_at desc, id desc');
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: StripeEventList = await list(`?pageSize=3${cursor === null ? '' : `&cursor=${cursor}`}`);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next;
    } while (cursor !== null);
    expect(seen).toEqual(rows.map(({ id }) => id));
  });

  it('filters by status, type, tenant, object and time, and counts all of them whatever the filter', async () => {
    const all = await list('?pageSize=100');
    const { rows } = await stage.app.owner.query<{ status: string; count: number }>(
      'select status, count(*)::int as count from stripe_events group by status',
    );
    const byStatus = Object.fromEntries(rows.map(({ status, count }) => [status, count]));
    expect(all.counts).toEqual({ received: 0, processing: 0, done: 0, ignored: 0, failed: 0, dead: 0, ...byStatus });
    const one = await list(`?status=done&type=invoice.*&tenantId=${customer.tenantId}`);
    expect(one.items.length).toBeGreaterThan(0);
    expect(
      one.items.every(({ type, status, tenantId }) => type.startsWith('invoice.') && status === 'done' && tenantId === customer.tenantId),
    ).toBe(true);
    expect(one.counts).toEqual(all.counts);
    expect((await list('?type=invoice.pai')).items).toEqual([]);
    expect((await list('?type=invoice.paid')).items.map(({ id }) => id)).toEqual([paid]);
    expect((await list(`?search=${paid}`)).items.map(({ id }) => id)).toEqual([paid]);
    const objectId = (await list(`?search=${paid}`)).items[0]?.objectId ?? '';
    expect((await list(`?search=${objectId}`)).items.map(({ id }) => id)).toContain(paid);
    expect((await list('?to=2001-01-01T00:00:00.000Z')).items).toEqual([]);
    expect((await list('?from=2001-01-01T00:00:00.000Z&pageSize=100')).items).toHaveLength(all.items.length);
  });

  it.each(['?status=lost', '?pageSize=101', '?cursor=nonsense', '?tenantId=x', '?from=yesterday', '?nonsense=1'])(
    'refuses %s',
    async (query) => {
      expect(await get<Problem>(query)).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
    },
  );
});

describe('GET /admin/stripe-events/:id', () => {
  it('shows the event as it was sent', async () => {
    const answer = await get<StripeEventDetail>(`/${paid}`);
    expect(StripeEventDetail.parse(answer.body)).toMatchObject({
      id: paid,
      type: 'invoice.paid',
      status: 'done',
      tenantId: customer.tenantId,
      isLivemode: false,
      apiVersion: '2026-10-28.endive',
      payload: { id: paid, data: { object: { object: 'invoice' } } },
    });
  });

  it.each([
    ['from', `?from=0000-01-01T00:00:00Z`],
    ['cursor', `?cursor=${encodeCursor(['+275000-01-01T00:00:00.000Z', 'evt_1'])}`],
    ['cursor', `?cursor=${encodeCursor(['-000001-01-01T00:00:00.000Z', 'evt_1'])}`],
  ])('refuses an instant nobody can store: %s', async (path, query) => {
    expect(await get<Problem>(query)).toMatchObject({ status: 400, body: { code: 'request.invalid', fields: [{ path, rule: 'range' }] } });
  });

  it('answers 404 to an unknown id and 400 to one that is none', async () => {
    expect(await get<Problem>('/evt_unknown')).toMatchObject({ status: 404, body: { code: 'billing.event_not_found' } });
    expect(await get<Problem>('/sub_1')).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
  });
});

describe('a replay', () => {
  it('on trial shows what differs from Stripe and writes nothing; for real it repairs it, under the name of who asked', async () => {
    await stage.app.owner.query(`update invoices set status = 'open', amount_paid = 0 where tenant_id = $1`, [customer.tenantId]);
    await stage.app.owner.query(`update tenants set subscription_tier = 'free' where id = $1`, [customer.tenantId]);
    const broken = await everything();
    const rehearsed = await replay(paid, true);
    expect(rehearsed).toMatchObject({ id: paid, outcome: 'would_change', detail: null });
    expect(rehearsed.differences).toEqual(
      expect.arrayContaining([
        { field: 'tenant: tier', before: 'free', after: 'professional' },
        { field: expect.stringMatching(/^invoice in_.+: status$/), before: 'open', after: 'paid' },
      ]),
    );
    expect(await everything()).toEqual(broken);
    expect(await get<StripeEventDetail>(`/${paid}`)).toMatchObject({ body: { replays: 0, status: 'done' } });

    const real = await replay(paid, false);
    expect(real).toEqual({ ...rehearsed, outcome: 'applied' });
    expect(await conclusions(stage.app, customer.tenantId)).toMatchObject({
      tenant: [{ subscription_tier: 'professional' }],
      invoices: [{ status: 'paid', amount_paid: '9900' }],
    });
    expect(await replaysOf(customer.tenantId)).toMatchObject([
      {
        actor_kind: 'staff',
        actor_id: staff.session.me.id,
        target_id: paid,
        changes: { 'tenant: tier': { before: 'free', after: 'professional' } },
      },
    ]);
    expect(await get<StripeEventDetail>(`/${paid}`)).toMatchObject({ body: { replays: 1, status: 'done' } });
  });

  it('on trial writes nothing, whatever the event is and however much it would change', async () => {
    const buyer = await givenOwner(stage.app);
    await buy(stage, buyer, 'starter');
    await stage.app.settle();
    await forget(stage.app, buyer.tenantId);
    const before = await conclusions(stage.app, buyer.tenantId);
    const events = await eventsOf(stage.app, buyer.tenantId);
    expect(events.map(({ type }) => type)).toEqual(expect.arrayContaining(['checkout.session.completed', 'customer.updated']));
    const { body } = await post<ReplayResults>('/replay', { ids: events.map(({ id }) => id), isDryRun: true });
    const outcomeOf = (type: string) => body.items.find(({ id }) => events.some((one) => one.id === id && one.type === type))?.outcome;
    expect(outcomeOf('checkout.session.completed')).toBe('would_change');
    expect(await conclusions(stage.app, buyer.tenantId)).toEqual(before);
    expect(await outboxOf(stage.app, buyer.tenantId)).toEqual([]);
  });

  it('of what is in order already changes nothing, and says so', async () => {
    const before = await conclusions(stage.app, customer.tenantId);
    expect(await replay(paid, true)).toMatchObject({ outcome: 'unchanged', differences: [] });
    expect(await replay(paid, false)).toMatchObject({ outcome: 'unchanged', differences: [] });
    expect(await conclusions(stage.app, customer.tenantId)).toEqual(before);
  });

  it('brings a dead event back to life', async () => {
    await forget(stage.app, customer.tenantId);
    await stage.app.owner.query(
      `update stripe_events set status = 'dead', failure_kind = 'permanent', error = 'unknown price' where id = $1`,
      [paid],
    );
    expect(await replay(paid, false)).toMatchObject({ outcome: 'applied' });
    expect(await get<StripeEventDetail>(`/${paid}`)).toMatchObject({ body: { status: 'done', error: null } });
    expect(await conclusions(stage.app, customer.tenantId)).toMatchObject({ tenant: [{ subscription_tier: 'professional' }] });
  });

  it('of many answers for each, in order', async () => {
    const unknown = eventOf('radar.rule.surprised_us', { id: 'rule_1', object: 'radar.rule' });
    await deliver(stage.app, signed(JSON.stringify(unknown), SECRET));
    await stage.app.settle();
    const gone = eventOf('invoice.paid', {
      id: 'in_gone',
      object: 'invoice',
      customer: Object.values(stage.stripe.state.customers)[0]?.id,
    });
    await deliver(stage.app, signed(JSON.stringify(gone), SECRET));
    await stage.app.settle().catch(() => undefined);
    for (const isDryRun of [true, false]) {
      const answer = await post<ReplayResults>('/replay', { ids: [paid, 'evt_nobody', unknown.id, gone.id, paid], isDryRun });
      expect(answer.status).toBe(200);
      const { items } = ReplayResults.parse(answer.body);
      expect(items.map(({ id, outcome }) => [id, outcome])).toEqual([
        [paid, 'unchanged'],
        ['evt_nobody', 'not_found'],
        [unknown.id, 'ignored'],
        [gone.id, 'failed'],
      ]);
      expect(items[3]?.detail).toContain('in_gone');
    }
    expect((await replaysOf(staff.tenantId)).map(({ target_id }) => target_id).sort()).toEqual([unknown.id, gone.id].sort());
  });

  it('of an unknown event is 404; of nonsense 400', async () => {
    expect(await post<Problem>('/evt_unknown/replay', {})).toMatchObject({ status: 404, body: { code: 'billing.event_not_found' } });
    expect(await post<Problem>(`/${paid}/replay`, { isDryRun: 'perhaps' })).toMatchObject({
      status: 400,
      body: { code: 'request.invalid' },
    });
    expect(await post<Problem>('/replay', { ids: [] })).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
    expect(await post<Problem>('/replay', { ids: Array.from({ length: 501 }, () => paid) })).toMatchObject({ status: 400 });
  });
});

it('is closed to nobody and to tenants', async () => {
  const tenant = await stage.app.signUp();
  for (const [method, path] of [
    ['GET', ''],
    ['GET', `/${paid}`],
    ['POST', `/${paid}/replay`],
    ['POST', '/replay'],
  ] as const) {
    const body = method === 'POST' ? { body: {} } : {};
    expect((await stage.app.request(method, `/admin/stripe-events${path}`, body)).status).toBe(401);
    expect((await stage.app.request(method, `/admin/stripe-events${path}`, { ...body, token: tenant.token })).status).toBe(403);
  }
});
