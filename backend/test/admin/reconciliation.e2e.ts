import { randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { type Problem, Reconciliation, type ReconciliationReport, type WebhookPulse } from '@orbisvoice/shared-dto';
import { StartReconciliation } from '../../src/modules/billing/jobs/start-reconciliation.job.js';
import { WatchWebhooks } from '../../src/modules/billing/jobs/watch-webhooks.job.js';
import { AllTenantsReconciliationRepository } from '../../src/modules/billing/persistence/all-tenants-reconciliation.repository.js';
import { ReconciliationRuns } from '../../src/modules/billing/services/reconciliation-run.service.js';
import { EndpointVersion } from '../../src/modules/billing/stripe/endpoint-version.js';
import { StripeListsGateway } from '../../src/modules/billing/stripe/stripe-lists.gateway.js';
import { newId } from '../../src/platform/database/ids.js';
import { openBillingStage, type BillingStage } from '../billing/billing-harness.js';
import { PlanCustomer } from '../billing/plan-customer.js';
import { Reconciler } from '../billing/reconciling.js';
import { freshDatabase } from '../harness/postgres.js';
import type { TestAnswer, TestOwner } from '../harness/app.js';
import { givenStaff } from './staff.js';

let stage: BillingStage;
let staff: TestOwner;
let reconciler: Reconciler;
let customer: PlanCustomer;

beforeAll(async () => {
  stage = await openBillingStage({ database: await freshDatabase() });
  staff = await givenStaff(stage.app);
  reconciler = new Reconciler(stage, staff);
  customer = await PlanCustomer.signUp(stage);
  await customer.buy('professional');
}, 60_000);
afterAll(() => stage.close());
afterEach(() => jest.restoreAllMocks());

const sql = async (text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> =>
  (await stage.app.owner.query<Record<string, unknown>>(text, values)).rows;
const get = <T>(path: string, token = staff.token): Promise<TestAnswer<T>> =>
  stage.app.request<T>('GET', `/admin/reconciliation${path}`, { token });
const post = <T>(token = staff.token): Promise<TestAnswer<T>> => stage.app.request<T>('POST', '/admin/reconciliation', { token });

async function pulse(): Promise<WebhookPulse> {
  const answer = await get<Reconciliation>('?pageSize=1');
  expect(answer.status).toBe(200);
  return Reconciliation.parse(answer.body).pulse;
}

describe('/admin/reconciliation', () => {
  it('starts a run under the name of who asked, refuses a second one, and shows both the list and the report', async () => {
    const run = await reconciler.start();
    expect(run).toMatchObject({ status: 'running', startedBy: 'Test Owner', finishedAt: null });
    expect(await post<Problem>()).toMatchObject({ status: 409, body: { code: 'billing.reconciliation_running' } });
    expect(await sql(`select actor_kind, target_id from audit_entries where action = 'admin.reconciliation_started'`)).toEqual([
      { actor_kind: 'staff', target_id: run.id },
    ]);
    await stage.app.settle();
    const list = Reconciliation.parse((await get<Reconciliation>('?page=1&pageSize=1')).body);
    expect(list).toMatchObject({
      total: 1,
      page: 1,
      pageSize: 1,
      items: [{ id: run.id, status: 'clean' }],
      latest: { id: run.id, items: [] },
    });
    const second = await reconciler.reconcile();
    expect(second.status).toBe('clean');
    const paged = Reconciliation.parse((await get<Reconciliation>('?page=2&pageSize=1')).body);
    expect(paged).toMatchObject({ total: 2, items: [{ id: run.id }], latest: { id: second.id } });
  });

  it('answers 404 to an unknown run and 400 to nonsense', async () => {
    expect(await get<Problem>(`/${newId()}`)).toMatchObject({ status: 404, body: { code: 'billing.reconciliation_not_found' } });
    expect(await get<Problem>('/x')).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
    expect(await get<Problem>('?pageSize=101')).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
  });

  it('is closed to nobody and to tenants', async () => {
    for (const [method, path] of [
      ['GET', '/admin/reconciliation'],
      ['GET', `/admin/reconciliation/${newId()}`],
      ['POST', '/admin/reconciliation'],
      ['GET', '/admin/plans'],
      ['GET', `/admin/tenants/${customer.tenantId}/billing`],
    ] as const) {
      expect((await stage.app.request(method, path)).status).toBe(401);
      expect((await stage.app.request(method, path, { token: customer.owner.token })).status).toBe(403);
    }
  });

  it('shows how far a run is while it runs, and whoever lost it stops', async () => {
    const lists = stage.app.get(StripeListsGateway);
    const whole = lists.invoices.bind(lists);
    const run = await reconciler.start();
    let seen: ReconciliationReport | null = null;
    jest.spyOn(lists, 'invoices').mockImplementation(async function* () {
      seen = await reconciler.read(run.id);
      yield* whole();
    });
    await stage.app.settle();
    expect(seen).toMatchObject({ status: 'running', checked: { customers: 1, subscriptions: 1, invoices: 0 } });

    const runs = stage.app.get(AllTenantsReconciliationRepository);
    const next = await reconciler.start();
    jest.spyOn(lists, 'invoices').mockImplementation(async function* () {
      await runs.claim(next.id, randomUUID(), new Date());
      yield* whole();
    });
    await stage.app.settle();
    expect(await reconciler.read(next.id)).toMatchObject({ status: 'running' });
    // the worker that has it now works it from its beginning
    jest.restoreAllMocks();
    await stage.app.get(ReconciliationRuns).work(next.id);
    expect(await reconciler.read(next.id)).toMatchObject({ status: 'clean', checked: { customers: 1, subscriptions: 1, invoices: 1 } });
  });

  it('keeps what a worker had repaired before it died, and finds the rest anew', async () => {
    const runs = stage.app.get(AllTenantsReconciliationRepository);
    const { id } = await reconciler.start();
    const finding = { kind: 'different', object: 'subscription', tenantId: customer.tenantId, differences: [], note: null } as const;
    expect(await runs.claim(id, randomUUID(), new Date())).toBe(true);
    await runs.add(id, { ...finding, objectId: 'sub_repaired', isRepaired: true });
    await runs.add(id, { ...finding, objectId: 'sub_left', isRepaired: false });
    await stage.app.settle();
    expect(await reconciler.read(id)).toMatchObject({
      status: 'repaired',
      discrepancies: 1,
      repaired: 1,
      items: [{ objectId: 'sub_repaired' }],
    });
  });

  it('a run whose worker is dead does not keep the next one away', async () => {
    const dead = await reconciler.start();
    await sql(`update reconciliation_runs set beat_at = beat_at - interval '16 minutes' where id = $1`, [dead.id]);
    const next = await reconciler.start();
    expect(await reconciler.read(dead.id)).toMatchObject({ status: 'failed', error: 'the worker stopped without a word' });
    await stage.app.settle();
    expect(await reconciler.read(next.id)).toMatchObject({ status: 'clean' });
  });

  it('is done once a night by itself; a run that failed is made up for', async () => {
    const count = async (): Promise<number> => (await sql(`select 1 from reconciliation_runs where started_by = 'Schedule'`)).length;
    await sql('delete from reconciliation_runs');
    await stage.app.get(StartReconciliation).run();
    await stage.app.settle();
    await stage.app.get(StartReconciliation).run();
    expect(await count()).toBe(1);
    await sql(`update reconciliation_runs set status = 'failed'`);
    await stage.app.get(StartReconciliation).run();
    expect(await count()).toBe(2);
    await stage.app.settle();
    await sql(`update reconciliation_runs set started_at = started_at - interval '25 hours'`);
    await stage.app.get(StartReconciliation).run();
    expect(await count()).toBe(3);
    await stage.app.settle();
  });
});

describe('the pulse of the webhooks', () => {
  const watch = (): Promise<void> => stage.app.get(WatchWebhooks).run();

  it('tells when the last event came, what waits and what is dead', async () => {
    const [last] = await sql('select max(received_at) as at from stripe_events');
    expect(await pulse()).toMatchObject({
      lastEventAt: last?.['at'] instanceof Date ? last['at'].toISOString() : null,
      expectedWithinSeconds: 86_400,
      isSilent: false,
      backlog: 0,
      dead: 0,
      apiVersion: '2026-10-28.endive',
    });
    await sql(`update stripe_events set status = 'dead' where id = (select id from stripe_events order by id limit 1)`);
    await sql(`update stripe_events set status = 'failed' where id = (select id from stripe_events order by id offset 1 limit 1)`);
    expect(await pulse()).toMatchObject({ backlog: 1, dead: 1 });
    await sql(`update stripe_events set status = 'done'`);
  });

  it('cries once per silence, and fetched events are no sign of life', async () => {
    const warned = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    const cries = (): number => warned.mock.calls.filter(([line]) => JSON.stringify(line).includes('no event of Stripe')).length;
    await watch();
    expect(cries()).toBe(0);
    await sql(`update stripe_events set received_at = received_at - interval '25 hours'`);
    await sql(`update subscriptions set created_at = created_at - interval '26 hours'`);
    await sql(
      `insert into stripe_events (id, type, is_livemode, payload, created_at, status, is_fetched) values ('evt_fetched', 'x', false, '{}', now(), 'done', true)`,
    );
    await watch();
    await watch();
    expect(await pulse()).toMatchObject({ isSilent: true });
    expect(cries()).toBe(1);
    await sql(`update stripe_events set received_at = now() where not is_fetched`);
    await watch();
    expect(await pulse()).toMatchObject({ isSilent: false });
    await sql(`update stripe_events set received_at = received_at - interval '25 hours'`);
    await watch();
    expect(cries()).toBe(2);
    await sql(`update stripe_events set received_at = now() where not is_fetched`);
    await watch();
  });

  it('reads the version of the endpoint, cries at a foreign one, and knows nothing when it cannot be read', async () => {
    const cried = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    const lists = stage.app.get(StripeListsGateway);
    await watch();
    expect((await pulse()).endpointApiVersion).toBe('2026-10-28.endive');
    expect(cried).not.toHaveBeenCalled();
    jest.spyOn(lists, 'endpoints').mockResolvedValue([{ url: `${stage.app.url}/api/webhooks/stripe`, apiVersion: '2025-03-31.basil' }]);
    await watch();
    expect((await pulse()).endpointApiVersion).toBe('2025-03-31.basil');
    expect(cried).toHaveBeenCalledWith(expect.stringContaining('2025-03-31.basil'));
    jest.restoreAllMocks();
    jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    stage.stripe.fault({ path: '/v1/webhook_endpoints', kind: 'error500', times: 10 });
    await stage.app.get(EndpointVersion).refresh();
    expect((await pulse()).endpointApiVersion).toBeNull();
    stage.stripe.clearFaults();
    await stage.app.get(EndpointVersion).refresh();
    expect((await pulse()).endpointApiVersion).toBe('2026-10-28.endive');
  });

  it('is in the health report and in the figures for Prometheus', async () => {
    const health = await stage.app.request<{ figures: Record<string, number | null> }>('GET', '/health/ready');
    expect(health.body.figures['stripe.webhook.last_event_age']).toEqual(expect.any(Number));
    const metrics = await stage.app.request<string>('GET', '/metrics');
    expect(metrics.body).toMatch(/^orbis_stripe_last_event_age_seconds \d+$/m);
    expect(metrics.body).toMatch(/^orbis_stripe_events_open\{state="dead"\} 0$/m);
  });
});
