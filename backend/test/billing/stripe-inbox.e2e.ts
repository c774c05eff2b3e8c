import { jest } from '@jest/globals';
import { LIMITS } from '@orbisvoice/shared-dto/values';
import { StripeHandOver } from '../../src/modules/billing/index.js';
import { ProcessStripeEvent } from '../../src/modules/billing/jobs/process-stripe-event.job.js';
import { StripeEventProcessor } from '../../src/modules/billing/stripe/stripe-event.processor.js';
import { readSettings } from '../../src/platform/config/settings.js';
import { JobQueue } from '../../src/platform/queues/job-queue.js';
import { startTestApp, testEnvironment, type TestApp } from '../harness/app.js';
import {
  buy,
  conclusions,
  eventsOf,
  forget,
  givenOwner,
  OLD_SECRET,
  openBillingStage,
  outboxOf,
  SECRET,
  type BillingStage,
} from './billing-harness.js';
import { deliver, eventOf, signed } from './signed-events.js';

let stage: BillingStage;
/** A second API beside the first, on the same database. */
let second: TestApp;

beforeAll(async () => {
  stage = await openBillingStage();
  second = await startTestApp({
    database: stage.app.database,
    environment: { STRIPE_API_URL: stage.stripe.url, STRIPE_WEBHOOK_SECRET: SECRET },
  });
});
afterAll(async () => {
  await second.close();
  await stage.close();
});

interface EventRow {
  readonly status: string;
  readonly failure_kind: string | null;
  readonly error: string | null;
  readonly attempts: number;
  readonly next_attempt_at: Date | null;
}

async function rowOf(id: string): Promise<EventRow | undefined> {
  const { rows } = await stage.app.owner.query<EventRow>(
    'select status, failure_kind, error, attempts, next_attempt_at from stripe_events where id = $1',
    [id],
  );
  return rows[0];
}

async function stored(): Promise<number> {
  const { rows } = await stage.app.owner.query<{ count: number }>('select count(*)::int as count from stripe_events');
  return rows[0]?.count ?? 0;
}

/** Stores an event as if it had arrived, without anybody working it. */
async function given(type: string, object: object, over: object = {}): Promise<string> {
  const event = eventOf(type, object, over);
  const answer = await deliver(stage.app, signed(JSON.stringify(event), SECRET));
  expect(answer).toMatchObject({ status: 200, body: { received: true } });
  return event.id;
}

describe('the inbox of Stripe’s events', () => {
  it('does not open without a secret', () => {
    const { STRIPE_WEBHOOK_SECRET: _secret, ...environment } = testEnvironment(stage.app.database);
    expect(() => readSettings(environment)).toThrow(/STRIPE_WEBHOOK_SECRET: is missing/);
    expect(() => readSettings({ ...environment, STRIPE_WEBHOOK_SECRET: 'not a secret' })).toThrow(/STRIPE_WEBHOOK_SECRET/);
  });

  it('stores nothing of what is unsigned, stale, cut, no JSON, no event or too large', async () => {
    const body = JSON.stringify(eventOf('invoice.paid', { id: 'in_x', object: 'invoice' }));
    const good = signed(body, SECRET);
    const before = await stored();
    const bad: [string, Parameters<typeof deliver>[1], number, string][] = [
      ['unsigned', { body, headers: {} }, 400, 'billing.signature_invalid'],
      ['forged', { body, headers: { 'stripe-signature': 't=1,v1=00' } }, 400, 'billing.signature_invalid'],
      ['not a signature', { body, headers: { 'stripe-signature': 'nonsense' } }, 400, 'billing.signature_invalid'],
      ['another secret', signed(body, 'whsec_of_somebody_else'), 400, 'billing.signature_invalid'],
      ['stale', signed(body, SECRET, 301), 400, 'billing.signature_invalid'],
      ['another body', { ...good, body: body.replace('in_x', 'in_y') }, 400, 'billing.signature_invalid'],
      ['cut', { ...good, body: body.slice(0, -20) }, 400, 'billing.signature_invalid'],
      ['no JSON', signed('certainly {not} json', SECRET), 400, 'request.malformed_json'],
      ['no event', signed('{"hello":"world"}', SECRET), 400, 'request.malformed_json'],
      ['an id of something else', signed(JSON.stringify(eventOf('x', {}, { id: 'cus_1' })), SECRET), 400, 'request.malformed_json'],
      ['a time without a date', signed(JSON.stringify(eventOf('x', {}, { created: 1e300 })), SECRET), 400, 'request.malformed_json'],
      ['a time before time', signed(JSON.stringify(eventOf('x', {}, { created: -1e13 })), SECRET), 400, 'request.malformed_json'],
      ['a type with NUL', signed(JSON.stringify(eventOf('x\0', {})), SECRET), 400, 'request.malformed_json'],
      ['a type of half a letter', signed(JSON.stringify(eventOf('x\ud800', {})), SECRET), 400, 'request.malformed_json'],
      ['too large', signed(JSON.stringify(eventOf('x', { text: 'x'.repeat(LIMITS.bodyBytesMax) })), SECRET), 413, 'request.too_large'],
    ];
    for (const [name, request, status, code] of bad) {
      const answer = await deliver(stage.app, request);
      expect([name, answer.status, answer.body]).toMatchObject([name, status, { code }]);
    }
    expect(await stored()).toBe(before);
    expect((await deliver(stage.app, good)).status).toBe(200);
    expect(await stored()).toBe(before + 1);
  });

  it('takes both secrets while one is rotated, and a signature of five minutes ago', async () => {
    for (const [secret, age] of [
      [SECRET, 290],
      [OLD_SECRET, 0],
    ] as const) {
      const event = eventOf('product.created', { id: 'prod_1', object: 'product' });
      expect((await deliver(stage.app, signed(JSON.stringify(event), secret, age))).status).toBe(200);
      expect(await rowOf(event.id)).toMatchObject({ status: 'received' });
    }
  });

  it('keeps a text that PostgreSQL could not hold, without what it cannot hold', async () => {
    const id = await given('product.created', {
      id: 'prod_2',
      object: 'product',
      name: 'nul \u0000 and \\u0000, half \ud800, \udc00 and \\ud800, \ud83d\ude00 whole',
    });
    const { rows } = await stage.app.owner.query<{ name: string }>(
      `select payload #>> '{data,object,name}' as name from stripe_events where id = $1`,
      [id],
    );
    expect(rows).toEqual([{ name: 'nul  and \\u0000, half \ufffd, \ufffd and \\ud800, \ud83d\ude00 whole' }]);
  });

  it('keeps each body as it was signed, white space included, many at once', async () => {
    const bodies = Array.from({ length: 20 }, (_, index) => {
      const event = eventOf('product.created', { id: `prod_verbatim_${index}`, object: 'product', name: 'NAME' });
      return { id: event.id, body: JSON.stringify(event, null, 2).replace('"NAME"', String.raw`"a \u00e4 \" {},[] ${index}"`) };
    });
    const answers = await Promise.all(bodies.map(({ body }) => deliver(stage.app, signed(body, SECRET))));
    expect(answers.map(({ status }) => status)).toEqual(bodies.map(() => 200));
    const { rows } = await stage.app.owner.query<{ id: string; body: string }>(
      'select id, payload::text as body from stripe_events where id = any($1)',
      [bodies.map(({ id }) => id)],
    );
    expect(new Map(rows.map(({ id, body }) => [id, body]))).toEqual(new Map(bodies.map(({ id, body }) => [id, body])));
  });

  it('answers the same event fifty times at once through two APIs: one row, one effect', async () => {
    const actor = await givenOwner(stage.app);
    await buy(stage, actor, 'starter');
    const [paid] = (await eventsOf(stage.app, actor.tenantId)).filter(({ type }) => type === 'invoice.paid');
    const event = stage.stripe.state.events[paid?.id ?? ''];
    await forget(stage.app, actor.tenantId);
    await stage.app.owner.query('delete from stripe_events where id = $1', [event?.id]);

    const request = signed(JSON.stringify(event), SECRET);
    const answers = await Promise.all(
      Array.from({ length: 50 }, async (_, index) => (await deliver(index % 2 === 0 ? stage.app : second, request)).status),
    );
    expect(answers).toEqual(Array.from({ length: 50 }, () => 200));
    expect(await rowOf(event?.id ?? '')).toMatchObject({ status: 'received', attempts: 0 });

    // the first queue remembers the job of the first time
    await second.settle();
    expect(await rowOf(event?.id ?? '')).toMatchObject({ status: 'done' });
    expect(await conclusions(stage.app, actor.tenantId)).toMatchObject({
      tenant: [{ subscription_tier: 'starter', subscription_status: 'active' }],
      movements: [{ kind: 'new', amount: '2900' }],
    });
    expect((await outboxOf(stage.app, actor.tenantId)).sort()).toEqual(['invoice.paid', 'subscription.created']);
  });

  it('counts what nobody works, and what is not meant for us', async () => {
    const unknown = await given('radar.rule.surprised_us', { id: 'rule_1', object: 'radar.rule' });
    const live = await given('invoice.paid', { id: 'in_1', object: 'invoice', customer: 'cus_1' }, { livemode: true });
    const connected = await given('invoice.paid', { id: 'in_1', object: 'invoice', customer: 'cus_1' }, { account: 'acct_other' });
    const stranger = await given('invoice.paid', { id: 'in_1', object: 'invoice', customer: 'cus_of_nobody' });
    await stage.app.settle();
    expect(await rowOf(unknown)).toMatchObject({ status: 'ignored', error: 'type is not used' });
    expect(await rowOf(live)).toMatchObject({ status: 'ignored', error: 'live and test mode differ' });
    expect(await rowOf(connected)).toMatchObject({ status: 'ignored', error: 'belongs to the connected account acct_other' });
    expect(await rowOf(stranger)).toMatchObject({ status: 'ignored', error: 'customer belongs to no tenant' });
    const metrics = await stage.app.request<string>('GET', '/metrics');
    expect(metrics.body).toContain('orbis_stripe_events_total{type="radar.rule.surprised_us",outcome="ignored"} 1');
  });
});

describe('an event that fails', () => {
  it('waits for its next try while Stripe is away, and dies when the tries are used up', async () => {
    const away = await startTestApp({ database: stage.app.database, environment: { STRIPE_API_URL: 'http://127.0.0.1:9' } });
    try {
      const actor = await givenOwner(stage.app);
      await buy(stage, actor, 'starter');
      await stage.app.owner.query(`update stripe_events set status = 'received' where id = any($1)`, [
        (await eventsOf(stage.app, actor.tenantId)).map(({ id }) => id),
      ]);
      const [event] = (await eventsOf(stage.app, actor.tenantId)).filter(({ type }) => type === 'invoice.paid');
      const id = event?.id ?? '';
      const processor = away.get(StripeEventProcessor);

      const nextAttemptAt = new Date('2031-01-01T00:00:00.000Z');
      await expect(processor.process(id, { isLast: false, nextAttemptAt })).rejects.toThrow();
      expect(await rowOf(id)).toMatchObject({ status: 'failed', failure_kind: 'transient', next_attempt_at: nextAttemptAt });

      await expect(processor.process(id, { isLast: true, nextAttemptAt })).rejects.toMatchObject({ name: 'UnrecoverableError' });
      expect(await rowOf(id)).toMatchObject({ status: 'dead', failure_kind: 'transient', next_attempt_at: null });
      const metrics = await away.request<string>('GET', '/metrics');
      expect(metrics.body).toContain('orbis_stripe_events_total{type="invoice.paid",outcome="dead"} 1');

      // Stripe is back: dead is dead until somebody replays it
      await stage.app.get(StripeEventProcessor).process(id);
      expect(await rowOf(id)).toMatchObject({ status: 'dead' });
    } finally {
      await away.close();
    }
  }, 60_000);

  it('goes through by itself once Stripe is back, also when its job was lost', async () => {
    const actor = await givenOwner(stage.app);
    await buy(stage, actor, 'starter');
    await forget(stage.app, actor.tenantId);
    await stage.app.owner.query(
      `update stripe_events set status = 'failed', failure_kind = 'transient', error = 'stripe_unavailable',
         next_attempt_at = now() - interval '2 minutes' where id = any($1)`,
      [(await eventsOf(stage.app, actor.tenantId)).map(({ id }) => id)],
    );
    await stage.app.get(ProcessStripeEvent).rescue();
    await stage.app.settle();
    const statuses = (await eventsOf(stage.app, actor.tenantId)).map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set(['done', 'ignored']));
    expect(await conclusions(stage.app, actor.tenantId)).toMatchObject({ tenant: [{ subscription_tier: 'starter' }] });
  });

  it('takes an event while the queue is away, and hands it over once the queue is back', async () => {
    await stage.app.settle();
    const queue = jest.spyOn(stage.app.get(JobQueue), 'enqueueMany').mockRejectedValueOnce(new Error('the queue is away'));
    const id = await given('some.thing', { id: 'obj_x', object: 'thing' });
    await expect(stage.app.get(StripeHandOver).flush()).rejects.toThrow('the queue is away');
    queue.mockRestore();
    expect(await rowOf(id)).toMatchObject({ status: 'received', attempts: 0 });
    await stage.app.settle();
    expect(await rowOf(id)).toMatchObject({ status: 'ignored', attempts: 1 });
  });

  it('is found by the rescue when the queue lost its job', async () => {
    const id = await given('some.thing', { id: 'obj_y', object: 'thing' });
    await stage.app.owner.query(
      `update stripe_events set received_at = now() - interval '2 minutes', handed_over_at = now() - interval '2 minutes' where id = $1`,
      [id],
    );
    await stage.app.settle();
    expect(await rowOf(id)).toMatchObject({ status: 'received', attempts: 0 });
    await stage.app.get(ProcessStripeEvent).rescue();
    await stage.app.settle();
    expect(await rowOf(id)).toMatchObject({ status: 'ignored', attempts: 1 });
  });

  it('of a subscription that sells nothing of ours dies at once', async () => {
    const actor = await givenOwner(stage.app);
    await buy(stage, actor, 'starter');
    const [subscription] = Object.values(stage.stripe.state.subscriptions).filter((one) => one.metadata['tenant_id'] === actor.tenantId);
    const [price] = Object.values(stage.stripe.state.prices).filter((one) => one.lookup_key === 'starter_monthly');
    expect(subscription && price).toBeTruthy();
    Object.assign(price ?? {}, { lookup_key: null, metadata: {} });
    const ofItem = subscription?.items.data[0]?.price;
    const before = { ...ofItem };
    Object.assign(ofItem ?? {}, { lookup_key: null, metadata: {} });
    try {
      const id = await given('customer.subscription.updated', { ...subscription });
      await expect(stage.app.settle()).rejects.toThrow(/no price with one of our lookup keys/);
      expect(await rowOf(id)).toMatchObject({ status: 'dead', failure_kind: 'permanent', attempts: 1 });
    } finally {
      Object.assign(ofItem ?? {}, before);
      Object.assign(price ?? {}, { lookup_key: before.lookup_key, metadata: before.metadata });
    }
  });
});
