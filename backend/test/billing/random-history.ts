import * as fc from 'fast-check';
import Stripe from 'stripe';
import type { PlanCustomer, Sold } from './plan-customer.js';
import { payOn, stripeClient } from './billing-harness.js';
import { GOOD_CARD, payOnInvoice, type Timeline } from './scenarios/timeline.js';

const DAY_MS = 86_400_000;
const RUNNING: readonly string[] = ['trialing', 'active', 'past_due', 'unpaid', 'paused'];

/** Something that happens at Stripe, whoever does it: the customer, staff in the dashboard, or time. */
export type Deed =
  | { readonly kind: 'subscribe'; readonly plan: Sold; readonly isCardGood: boolean }
  | { readonly kind: 'change' | 'schedule'; readonly plan: Sold }
  | { readonly kind: 'cancel at end' | 'cancel now' | 'resume' | 'pay' }
  | { readonly kind: 'refund'; readonly part: number }
  | { readonly kind: 'wait'; readonly days: number };

const plan = fc.constantFrom<Sold>('starter', 'professional', 'enterprise');

/** Time passes often, or no renewal would ever be seen. */
export const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('subscribe' as const), plan, isCardGood: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('change' as const), plan }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('schedule' as const), plan }) },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constantFrom('cancel at end' as const, 'cancel now' as const, 'resume' as const, 'pay' as const) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('refund' as const), part: fc.constantFrom(100, 700, 100_000) }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('wait' as const), days: fc.constantFrom(1, 4, 8, 32) }) },
);

/** A deed that is seen in what a subscription is, if there is one. */
export const turn: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({ kind: fc.constant('change' as const), plan }),
  fc.record({ kind: fc.constantFrom('cancel at end' as const, 'cancel now' as const) }),
  fc.constant({ kind: 'wait' as const, days: 32 }),
);

/** Makes a history at Stripe, past our API: what we know of it, we know from its events. */
export class RandomHistory {
  private constructor(
    private readonly timeline: Timeline,
    readonly customer: PlanCustomer,
    private readonly customerId: string,
  ) {}

  /** Of a tenant that has a customer at Stripe and nothing more. */
  static async begin(timeline: Timeline): Promise<RandomHistory> {
    const customer = await timeline.customer();
    await customer.change('starter');
    return new RandomHistory(timeline, customer, await customer.customerId());
  }

  /** What cannot be done in this state is not done. */
  async do(deed: Deed): Promise<void> {
    try {
      await this.attempt(deed);
    } catch (error) {
      if (!(error instanceof Stripe.errors.StripeInvalidRequestError) && !(error instanceof Stripe.errors.StripeCardError)) throw error;
    }
  }

  private get stripe(): Stripe {
    return stripeClient(this.timeline);
  }

  private async attempt(deed: Deed): Promise<void> {
    const live = Object.values(this.timeline.stripe.state.subscriptions).find(
      (one) => one.customer === this.customerId && RUNNING.includes(one.status),
    );
    if (deed.kind === 'wait') return this.timeline.pass(new Date(this.timeline.now.getTime() + deed.days * DAY_MS));
    if (deed.kind === 'subscribe') return live ? undefined : this.subscribe(deed);
    if (deed.kind === 'refund') return this.refund(deed.part);
    if (deed.kind === 'pay') return this.pay();
    if (live) await this.touch(live, deed);
  }

  private async touch(live: Stripe.Subscription, deed: Exclude<Deed, { kind: 'wait' | 'subscribe' | 'refund' | 'pay' }>): Promise<void> {
    const { subscriptions } = this.stripe;
    switch (deed.kind) {
      case 'change': {
        const items = [{ id: live.items.data[0]?.id ?? '', price: this.priceOf(deed.plan) }];
        await subscriptions.update(live.id, { items, proration_behavior: 'always_invoice', payment_behavior: 'pending_if_incomplete' });
        return;
      }
      case 'schedule':
        return this.schedule(live, deed.plan);
      case 'cancel now':
        await subscriptions.cancel(live.id);
        return;
      case 'cancel at end':
      case 'resume':
        await subscriptions.update(live.id, { cancel_at_period_end: deed.kind === 'cancel at end' });
    }
  }

  private async subscribe({ plan, isCardGood }: Extract<Deed, { kind: 'subscribe' }>): Promise<void> {
    const session = await this.stripe.checkout.sessions.create({
      mode: 'subscription',
      customer: this.customerId,
      client_reference_id: this.customer.tenantId,
      line_items: [{ price: this.priceOf(plan), quantity: 1 }],
      subscription_data: { metadata: { tenant_id: this.customer.tenantId } },
      success_url: 'http://127.0.0.1:9/',
    });
    await payOn(session.url ?? '', isCardGood ? GOOD_CARD : '4000000000000341');
  }

  private async schedule(live: Stripe.Subscription, plan: Sold): Promise<void> {
    const { id, phases } = await this.stripe.subscriptionSchedules.create({ from_subscription: live.id });
    const running = phases[0];
    await this.stripe.subscriptionSchedules.update(id, {
      end_behavior: 'release',
      phases: [
        {
          items: (running?.items ?? []).map(({ price }) => ({ price: typeof price === 'string' ? price : price.id, quantity: 1 })),
          start_date: running?.start_date ?? 0,
          end_date: running?.end_date ?? 0,
        },
        { items: [{ price: this.priceOf(plan), quantity: 1 }], duration: { interval: 'month', interval_count: 1 } },
      ],
    });
  }

  private async pay(): Promise<void> {
    const open = this.invoices().find(({ status }) => status === 'open');
    if (open) await payOnInvoice(open.hosted_invoice_url ?? '', GOOD_CARD);
  }

  private async refund(part: number): Promise<void> {
    const paid = this.invoices().findLast(({ amount_paid: amount }) => amount > 0);
    const [payment] = paid ? (await this.stripe.invoicePayments.list({ invoice: paid.id })).data : [];
    const intent = payment?.payment.payment_intent;
    const paymentIntent = typeof intent === 'string' ? intent : intent?.id;
    if (paid && paymentIntent)
      await this.stripe.refunds.create({ payment_intent: paymentIntent, amount: Math.min(part, paid.amount_paid) });
  }

  private invoices(): Stripe.Invoice[] {
    return Object.values(this.timeline.stripe.state.invoices).filter(({ customer }) => customer === this.customerId);
  }

  private priceOf(plan: Sold): string {
    const price = Object.values(this.timeline.stripe.state.prices).find(({ lookup_key: key }) => key === `${plan}_monthly`);
    if (!price) throw new Error(`${plan} is not for sale`);
    return price.id;
  }
}
