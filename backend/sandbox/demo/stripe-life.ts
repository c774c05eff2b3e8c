import {
  OVERAGE_METER,
  overageLookupKey,
  PLAN_CODES,
  planLookupKey,
  type BillingInterval,
  type PlanCode,
} from '@orbisvoice/shared-dto/values';
import Stripe from 'stripe';
import { productIdOf, wantedPrices, type CatalogueEntry } from '../../src/modules/billing/domain/catalogue.js';
import type { StripeSandbox } from '../stripe/server.js';
import type { ActOf, PaidPlan, Story } from './stories.js';

const CARDS = { pays: '4242424242424242', fails: '4000000000000341' } as const;

/** Identifier of the first slice of a period (the function `usage_claim_reports`). */
export const sliceOf = (tenantId: string, periodStart: number): string => `ovg_${tenantId.replaceAll('-', '')}_${periodStart}_0`;

/** What a tenant has at Stripe so far. */
interface Possessions {
  readonly customerId: string;
  subscriptionId: string | null;
  disputeId: string | null;
}

/** Does at the stand-in what tenants did, through the official SDK and the hosted page, the way the product does it. */
export class StripeLife {
  private readonly prices = new Map<string, Stripe.Price>();
  private readonly possessions = new Map<string, Possessions>();

  constructor(
    private readonly stripe: Stripe,
    private readonly sandbox: StripeSandbox,
  ) {}

  /** Products, the meter and prices as `npm run stripe:sync` makes them. */
  async createCatalogue(entries: readonly CatalogueEntry[]): Promise<void> {
    const meter = await this.stripe.billing.meters.create({
      display_name: 'Conversations beyond the limit',
      event_name: OVERAGE_METER,
      default_aggregation: { formula: 'sum' },
      customer_mapping: { type: 'by_id', event_payload_key: 'stripe_customer_id' },
      value_settings: { event_payload_key: 'value' },
    });
    for (const entry of entries) {
      const { code, name, description } = entry;
      const product = productIdOf(code);
      await this.stripe.products.create({ id: product, name: `OrbisVoice ${name}`, description, metadata: { plan: code } });
      for (const { kind, lookupKey, interval, unitAmount, currency } of wantedPrices(entry)) {
        const common = { product, currency, lookup_key: lookupKey, tax_behavior: 'exclusive' } as const;
        const terms: Stripe.PriceCreateParams =
          kind === 'plan'
            ? { ...common, unit_amount: unitAmount, recurring: { interval }, metadata: { plan: code } }
            : {
                ...common,
                unit_amount_decimal: Stripe.Decimal.from(String(unitAmount)),
                recurring: { interval, usage_type: 'metered', meter: meter.id },
                metadata: { plan: code, kind },
              };
        this.prices.set(lookupKey, await this.stripe.prices.create(terms));
      }
    }
  }

  customerOf(tenantId: string): string | null {
    return this.possessions.get(tenantId)?.customerId ?? null;
  }

  /** Pays on the hosted page, as a browser would; the first time, the customer is made. */
  async subscribe(story: Story, act: ActOf<'subscribe'>): Promise<void> {
    const own = this.possessions.get(story.tenantId) ?? (await this.becomeCustomer(story));
    const metadata = { tenant_id: story.tenantId };
    const session = await this.stripe.checkout.sessions.create({
      mode: 'subscription',
      customer: own.customerId,
      client_reference_id: story.tenantId,
      line_items: [{ price: this.priceOf(act.plan, act.interval).id, quantity: 1 }],
      metadata,
      subscription_data: {
        metadata,
        billing_mode: { type: 'flexible' },
        ...(act.trialDays > 0 && { trial_period_days: act.trialDays }),
      },
      ...(story.vatId && { automatic_tax: { enabled: true } }),
      success_url: 'http://localhost/billing?checkout=success',
      cancel_url: 'http://localhost/billing?checkout=canceled',
    });
    const form = { email: story.ownerEmail, number: CARDS[act.card], expiry: '11 / 34', cvc: '123', name: story.ownerName };
    const answer = await fetch(session.url ?? '', { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' });
    if (answer.status !== 303) throw new Error(`the hosted page answered ${answer.status} for ${story.name}`);
    const { subscription } = await this.stripe.checkout.sessions.retrieve(session.id);
    own.subscriptionId = typeof subscription === 'string' ? subscription : (subscription?.id ?? null);
  }

  /** Up at once and charged, down at the end of what is paid for. */
  async change(story: Story, { at, plan }: ActOf<'change'>): Promise<void> {
    const subscription = await this.stripe.subscriptions.retrieve(this.subscriptionOf(story));
    const [item] = subscription.items.data;
    if (!item) throw new Error(`subscription ${subscription.id} has no item`);
    const price = this.priceOf(plan, item.price.recurring?.interval === 'year' ? 'year' : 'month').id;
    if (PLAN_CODES.indexOf(plan) < PLAN_CODES.indexOf(this.planOf(item.price))) return this.scheduleDowngrade(subscription, price);
    await this.stripe.subscriptions.update(subscription.id, {
      items: [{ id: item.id, price }],
      proration_behavior: 'always_invoice',
      proration_date: Math.floor(at.getTime() / 1000),
      payment_behavior: 'pending_if_incomplete',
    });
  }

  async cancel(story: Story): Promise<void> {
    await this.stripe.subscriptions.update(this.subscriptionOf(story), {
      cancel_at_period_end: true,
      cancellation_details: { feedback: 'unused' },
    });
  }

  /** Gives the latest payment back, in part or whole. */
  async refund(story: Story, { percent }: ActOf<'refund'>): Promise<void> {
    const invoice = await this.latestPaid(story);
    this.sandbox.refund(invoice.id, Math.round((invoice.amount_paid * percent) / 100));
  }

  async dispute(story: Story): Promise<void> {
    const own = this.possessions.get(story.tenantId);
    if (own) own.disputeId = this.sandbox.dispute((await this.latestPaid(story)).id, 'product_not_received').id;
  }

  decide(story: Story, { outcome }: ActOf<'decide'>): void {
    this.sandbox.closeDispute(this.possessions.get(story.tenantId)?.disputeId ?? '', outcome);
  }

  /** Sells conversations beyond the limit from now on: the metered item beside the plan. */
  async sellOverage(story: Story, { plan }: ActOf<'sellOverage'>): Promise<void> {
    const price = this.prices.get(overageLookupKey(plan, 'month'));
    if (!price) throw new Error(`no overage price of ${plan}`);
    const terms = { price: price.id, proration_behavior: 'none', metadata: { kind: 'overage' } } as const;
    await this.stripe.subscriptionItems.create({ subscription: this.subscriptionOf(story), ...terms });
  }

  /** Reports a slice of what was counted beyond the limit, under the identifier the product gives it. */
  async report(story: Story, { at, quantity }: ActOf<'report'>): Promise<void> {
    const subscription = await this.stripe.subscriptions.retrieve(this.subscriptionOf(story));
    const start = subscription.items.data[0]?.current_period_start ?? 0;
    await this.stripe.billing.meterEvents.create({
      event_name: OVERAGE_METER,
      identifier: sliceOf(story.tenantId, start),
      timestamp: Math.floor(at.getTime() / 1000),
      payload: { stripe_customer_id: this.customerOf(story.tenantId) ?? '', value: String(quantity) },
    });
  }

  private async becomeCustomer(story: Story): Promise<Possessions> {
    const customer = await this.stripe.customers.create({
      email: story.ownerEmail,
      name: story.name,
      metadata: { tenant_id: story.tenantId },
      ...(story.vatId && { address: { country: story.country } }),
    });
    if (story.vatId) await this.stripe.customers.createTaxId(customer.id, { type: 'eu_vat', value: story.vatId });
    const own = { customerId: customer.id, subscriptionId: null, disputeId: null };
    this.possessions.set(story.tenantId, own);
    return own;
  }

  private async scheduleDowngrade(subscription: Stripe.Subscription, price: string): Promise<void> {
    const schedule = await this.stripe.subscriptionSchedules.create({ from_subscription: subscription.id });
    const [running] = schedule.phases;
    if (!running) throw new Error(`schedule ${schedule.id} has no phase`);
    const items = running.items.map((item) => ({
      price: typeof item.price === 'string' ? item.price : item.price.id,
      quantity: item.quantity ?? 1,
    }));
    await this.stripe.subscriptionSchedules.update(schedule.id, {
      end_behavior: 'release',
      phases: [
        { items, start_date: running.start_date, end_date: running.end_date },
        { items: [{ price, quantity: 1 }], proration_behavior: 'none', duration: { interval: 'month', interval_count: 1 } },
      ],
    });
  }

  private async latestPaid(story: Story): Promise<Stripe.Invoice> {
    const paid = await this.stripe.invoices.list({ subscription: this.subscriptionOf(story), status: 'paid', limit: 1 });
    const [invoice] = paid.data;
    if (!invoice) throw new Error(`${story.name} has paid nothing yet`);
    return invoice;
  }

  private subscriptionOf(story: Story): string {
    const id = this.possessions.get(story.tenantId)?.subscriptionId;
    if (!id) throw new Error(`${story.name} has no subscription`);
    return id;
  }

  private priceOf(plan: PaidPlan, interval: BillingInterval): Stripe.Price {
    const price = this.prices.get(planLookupKey(plan, interval));
    if (!price) throw new Error(`no price of ${plan} by the ${interval}`);
    return price;
  }

  private planOf(price: Stripe.Price): PlanCode {
    return PLAN_CODES.find((code) => code === price.metadata['plan']) ?? 'free';
  }
}
