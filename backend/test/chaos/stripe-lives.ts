import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import type Stripe from 'stripe';
import type { StripeSandbox } from '../../sandbox/stripe/server.js';
import { cardForm, connect, openCheckout, submit } from '../../sandbox/stripe/testing/harness.js';
import { newId } from '../../src/platform/database/ids.js';

/** What happens to every customer, one after the other; the last only to every other one. */
export const STEPS = ['buys', 'grows', 'goes and comes back', 'renews', 'ends'] as const;
export type Step = (typeof STEPS)[number];

interface Customer {
  readonly tenantId: string;
  readonly customerId: string;
  subscriptionId: string;
}

interface Beginning {
  readonly stripe: StripeSandbox;
  readonly owner: pg.Pool;
  readonly count: number;
}

/** Customers of the stand-in and what they do there; the platform hears of it by webhooks alone. */
export class StripeLives {
  private constructor(
    private readonly sandbox: StripeSandbox,
    private readonly client: Stripe,
    private readonly prices: Readonly<Record<'starter' | 'professional', string>>,
    readonly customers: readonly Customer[],
  ) {}

  /** Tenants that have a customer at Stripe and nothing else yet. */
  static async begin({ stripe, owner, count }: Beginning): Promise<StripeLives> {
    const client = connect(stripe.port);
    const customers: Customer[] = [];
    for (let index = 0; index < count; index++) {
      const [tenantId, code] = [newId(), randomBytes(8).toString('hex')];
      const email = `customer-${index}@chaos.example`;
      const { id: customerId } = await client.customers.create({ email, metadata: { tenant_id: tenantId } });
      await owner.query(
        `insert into tenants (id, name, slug, billing_email, referral_code, stripe_customer_id, created_at, updated_at)
         values ($1, $2, $3, $4, $3, $5, now(), now())`,
        [tenantId, `Customer ${index}`, code, email, customerId],
      );
      customers.push({ tenantId, customerId, subscriptionId: '' });
    }
    const { data } = await client.prices.list({ active: true, limit: 100 });
    const priceOf = (key: string): string => data.find(({ lookup_key: found }) => found === key)?.id ?? '';
    return new StripeLives(
      stripe,
      client,
      { starter: priceOf('starter_monthly'), professional: priceOf('professional_monthly') },
      customers,
    );
  }

  /** Lets every customer take the step. */
  async live(step: Step): Promise<void> {
    for (const [index, customer] of this.customers.entries()) await this.take(step, customer, index);
  }

  private async take(step: Step, customer: Customer, index: number): Promise<void> {
    const { subscriptions } = this.client;
    const id = customer.subscriptionId;
    switch (step) {
      case 'buys':
        customer.subscriptionId = await this.buy(customer.customerId);
        return;
      case 'grows': {
        const [item] = (await subscriptions.retrieve(id)).items.data;
        if (!item) throw new Error('a subscription has an item');
        const items = [{ id: item.id, price: this.prices.professional }];
        await subscriptions.update(id, { items, proration_behavior: 'always_invoice', payment_behavior: 'pending_if_incomplete' });
        return;
      }
      case 'goes and comes back':
        await subscriptions.update(id, { cancel_at_period_end: true });
        await subscriptions.update(id, { cancel_at_period_end: false });
        return;
      case 'renews':
        this.sandbox.renew(id);
        return;
      case 'ends':
        if (index % 2 === 0) await subscriptions.cancel(id);
    }
  }

  private async buy(customer: string): Promise<string> {
    const { id, url } = await openCheckout(this.client, this.prices.starter, { customer });
    await submit(url, cardForm('4242424242424242'));
    const { subscription } = await this.client.checkout.sessions.retrieve(id);
    if (typeof subscription !== 'string') throw new Error('the page was not paid');
    return subscription;
  }
}
