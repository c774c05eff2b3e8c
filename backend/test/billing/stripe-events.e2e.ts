import * as fc from 'fast-check';
import { CancellationService } from '../../src/modules/billing/services/cancellation.service.js';
import { StripeEventProcessor } from '../../src/modules/billing/stripe/stripe-event.processor.js';
import type { Actor } from '../../src/platform/access/actor.js';
import {
  arrived,
  buy,
  conclusions,
  eventsOf,
  forget,
  givenOwner,
  openBillingStage,
  outboxOf,
  type BillingStage,
} from './billing-harness.js';

let stage: BillingStage;

beforeAll(async () => {
  stage = await openBillingStage();
});
afterAll(() => stage.close());

async function lifeOf(actor: Actor): Promise<void> {
  await buy(stage, actor, 'professional');
  const cancellation = stage.app.get(CancellationService);
  await cancellation.cancel(actor, { reason: 'too_expensive' });
  await cancellation.resume(actor);
  await cancellation.cancel(actor, { reason: 'unused' });
  await arrived(stage, 'customer.subscription.updated', actor.tenantId, 4);
}

describe('Stripe’s events', () => {
  it('end in Stripe’s state with the same movements, in any order and however often they come', async () => {
    const actor = await givenOwner(stage.app);
    await lifeOf(actor);
    const { rows } = await stage.app.owner.query<{ stripe_subscription_id: string }>(
      'select stripe_subscription_id from subscriptions where tenant_id = $1',
      [actor.tenantId],
    );
    stage.stripe.renew(rows[0]?.stripe_subscription_id ?? '');
    await arrived(stage, 'customer.subscription.deleted', actor.tenantId);
    const events = (await eventsOf(stage.app, actor.tenantId)).map((event) => event.id);
    const processor = stage.app.get(StripeEventProcessor);

    await forget(stage.app, actor.tenantId);
    for (const id of events) await processor.process(id);
    const expected = await conclusions(stage.app, actor.tenantId);
    expect(expected).toMatchObject({
      tenant: [{ subscription_tier: 'free', subscription_status: 'canceled' }],
      subscriptions: [{ status: 'canceled', plan_code: 'professional', cancel_reason: 'unused' }],
    });

    const orders = fc
      .shuffledSubarray(events, { minLength: events.length, maxLength: events.length })
      .chain((order) => fc.array(fc.constantFrom(...order), { maxLength: 6 }).map((again) => [...order, ...again]));
    await fc.assert(
      fc.asyncProperty(orders, fc.integer({ min: 1, max: 4 }), async (order, lanes) => {
        await forget(stage.app, actor.tenantId);
        // several workers at once, each with its share
        await Promise.all(
          Array.from({ length: lanes }, async (_, lane) => {
            for (const [index, id] of order.entries()) if (index % lanes === lane) await processor.process(id);
          }),
        );
        expect(await conclusions(stage.app, actor.tenantId)).toEqual(expected);
      }),
      { numRuns: 12 },
    );
  }, 120_000);

  it('book a life that is watched as it happens, to the cent', async () => {
    const actor = await givenOwner(stage.app);
    await lifeOf(actor);
    await stage.app.settle();
    expect(await conclusions(stage.app, actor.tenantId)).toMatchObject({
      tenant: [{ subscription_tier: 'professional', subscription_status: 'active' }],
      movements: [{ kind: 'new', amount: '9900', mrr_before: '0', mrr_after: '9900', plan_to: 'professional' }],
      invoices: [{ status: 'paid', total: '9900', plan_code: 'professional' }],
      limits: [{ lim: '10000', ceiling: '11000' }],
    });
    expect((await outboxOf(stage.app, actor.tenantId)).sort()).toEqual([
      'invoice.paid',
      'subscription.cancel_scheduled',
      'subscription.cancel_scheduled',
      'subscription.created',
      'subscription.resumed',
    ]);
    const { rows } = await stage.app.owner.query<{ action: string; actor_kind: string }>(
      `select action, actor_kind from audit_entries where tenant_id = $1 and action like 'subscription.%' order by at, id`,
      [actor.tenantId],
    );
    expect(rows).toEqual([
      { action: 'subscription.created', actor_kind: 'system' },
      { action: 'subscription.cancel_scheduled', actor_kind: 'user' },
      { action: 'subscription.resumed', actor_kind: 'user' },
      { action: 'subscription.cancel_scheduled', actor_kind: 'user' },
    ]);
    const statuses = (await eventsOf(stage.app, actor.tenantId)).map((event) => event.status);
    expect(new Set(statuses)).toEqual(new Set(['done', 'ignored']));
  });

  it('about something Stripe does not know any more wait for a person, with their reason', async () => {
    const actor = await givenOwner(stage.app);
    await buy(stage, actor, 'starter');
    const [event] = (await eventsOf(stage.app, actor.tenantId)).filter(({ type }) => type === 'invoice.paid');
    const id = event?.id ?? '';
    await stage.app.owner.query(
      `update stripe_events set status = 'received', payload = jsonb_set(payload::jsonb, '{data,object,id}', '"in_gone"') where id = $1`,
      [id],
    );
    const processor = stage.app.get(StripeEventProcessor);
    await expect(processor.process(id)).rejects.toThrow();
    const { rows } = await stage.app.owner.query<{ status: string; error: string }>(
      'select status, error from stripe_events where id = $1',
      [id],
    );
    expect(rows).toMatchObject([{ status: 'dead', error: expect.stringContaining('in_gone') }]);
  });
});
