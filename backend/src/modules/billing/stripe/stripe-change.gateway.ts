import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import { StripeClient } from './stripe.client.js';
import type { StripeInvoice, StripeSubscription } from './stripe.gateway.js';
import { secondsOf } from './stripe-values.js';

/** An item of a subscription as it shall be: at another price, gone, or new. */
export type ItemChange =
  { readonly id: string; readonly price: string } | { readonly id: string; readonly deleted: true } | { readonly price: string };

/** A change of plan, from the moment that was shown. */
export interface StripeUpgrade {
  readonly subscriptionId: string;
  readonly items: readonly ItemChange[];
  readonly prorationDate: Date;
}

/** What came of an upgrade. */
export interface UpgradeAnswer {
  readonly isPending: boolean;
  readonly invoiceId: string | null;
  /** Hosted page of the invoice. */
  readonly payUrl: string | null;
}

/** What the invoice of a running subscription would be. */
export interface StripePreview {
  readonly subscriptionId: string;
  readonly items: readonly ItemChange[];
  /** The moment the difference is charged from, at once; null: no difference is charged, and the next period is shown. */
  readonly prorationDate: Date | null;
}

/** Changing what a subscription sells. */
/** A first payment as Checkout will ask for it. */
export interface StripeStart {
  readonly customerId: string;
  readonly priceId: string;
  readonly isTaxed: boolean;
}

@Injectable()
export class StripeChangeGateway {
  constructor(private readonly client: StripeClient) {}

  /** Stripe's own reckoning of a change. Writes nothing. */
  preview({ subscriptionId, items, prorationDate }: StripePreview): Promise<StripeInvoice> {
    return this.client.call((stripe) =>
      stripe.invoices.createPreview({
        subscription: subscriptionId,
        subscription_details: { items: [...items], ...prorationOf(prorationDate) },
      }),
    );
  }

  /** Stripe's own reckoning of a first payment, taxed as Checkout will tax it. */
  previewStart({ customerId, priceId, isTaxed }: StripeStart): Promise<StripeInvoice> {
    const items = [{ price: priceId, quantity: 1 }];
    return this.client.call((stripe) =>
      stripe.invoices.createPreview({ customer: customerId, automatic_tax: { enabled: isTaxed }, subscription_details: { items } }),
    );
  }

  /**
   * Charges the difference at once. When the card does not pay, the change waits at Stripe until its invoice is paid, and the old plan goes
   * on: nobody gets a plan that is not paid for.
   */
  async upgrade({ subscriptionId, items, prorationDate }: StripeUpgrade, idempotencyKey: string): Promise<UpgradeAnswer> {
    const subscription = await this.client.call((stripe) =>
      stripe.subscriptions.update(
        subscriptionId,
        {
          items: [...items],
          proration_behavior: 'always_invoice',
          proration_date: secondsOf(prorationDate),
          payment_behavior: 'pending_if_incomplete',
          expand: ['latest_invoice'],
        },
        { idempotencyKey },
      ),
    );
    return answerOf(subscription);
  }
}

function prorationOf(date: Date | null): Stripe.InvoiceCreatePreviewParams.SubscriptionDetails {
  return date === null ? { proration_behavior: 'none' } : { proration_behavior: 'always_invoice', proration_date: secondsOf(date) };
}

function answerOf({ latest_invoice: invoice, pending_update: pending }: StripeSubscription): UpgradeAnswer {
  const known = typeof invoice === 'object' ? invoice : null;
  return { isPending: pending !== null, invoiceId: known?.id ?? null, payUrl: known?.hosted_invoice_url ?? null };
}
