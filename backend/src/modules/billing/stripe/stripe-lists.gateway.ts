import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import { isMissing } from './stripe-missing.js';
import { StripeClient } from './stripe.client.js';
import type { StripeEvent, StripeInvoice, StripeSubscription } from './stripe.gateway.js';

export type StripeCustomer = Stripe.Customer;

/** Where events are sent, and in which version; null for one that follows the account. */
export interface WebhookEndpoint {
  readonly url: string;
  readonly apiVersion: string | null;
}

/** Stripe's largest page. */
const PAGE_SIZE = 100;

/** One page of a list, asked for by the last id of the page before. */
type AskPage<T> = (stripe: Stripe, cut: { limit: number; starting_after?: string }) => Promise<{ data: T[]; has_more: boolean }>;

/** Whole lists at Stripe, a page in memory at a time. */
@Injectable()
export class StripeListsGateway {
  constructor(private readonly client: StripeClient) {}

  customers(): AsyncGenerator<StripeCustomer[]> {
    return this.pages((stripe, cut) => stripe.customers.list(cut));
  }

  /** Ended ones too, with their coupons; what is scheduled is not sent along. */
  subscriptions(): AsyncGenerator<StripeSubscription[]> {
    return this.pages((stripe, cut) => stripe.subscriptions.list({ ...cut, status: 'all', expand: ['data.discounts.source.coupon'] }));
  }

  invoices(): AsyncGenerator<StripeInvoice[]> {
    return this.pages((stripe, cut) => stripe.invoices.list(cut));
  }

  /** Events since an instant that some endpoint has not taken; Stripe keeps them for thirty days. */
  undelivered(since: Date): AsyncGenerator<StripeEvent[]> {
    const created = { gte: Math.floor(since.getTime() / 1_000) };
    return this.pages((stripe, cut) => stripe.events.list({ ...cut, delivery_success: false, created }));
  }

  /** Whether the customer is there, was deleted there, or was never there. */
  async customerState(id: string): Promise<'present' | 'deleted' | 'unknown'> {
    try {
      const customer = await this.client.call((stripe) => stripe.customers.retrieve(id));
      return customer.deleted ? 'deleted' : 'present';
    } catch (error) {
      if (isMissing(error)) return 'unknown';
      throw error;
    }
  }

  /** The account's endpoints that are in use. */
  async endpoints(): Promise<WebhookEndpoint[]> {
    const { data } = await this.client.call((stripe) => stripe.webhookEndpoints.list({ limit: PAGE_SIZE }));
    return data.filter(({ status }) => status === 'enabled').map(({ url, api_version: apiVersion }) => ({ url, apiVersion }));
  }

  private async *pages<T extends { readonly id: string }>(ask: AskPage<T>): AsyncGenerator<T[]> {
    let after: string | undefined;
    for (;;) {
      const cut = { limit: PAGE_SIZE, ...(after !== undefined && { starting_after: after }) };
      const { data, has_more: hasMore } = await this.client.call((stripe) => ask(stripe, cut));
      if (data.length > 0) yield data;
      after = data.at(-1)?.id;
      if (!hasMore || after === undefined) return;
    }
  }
}
