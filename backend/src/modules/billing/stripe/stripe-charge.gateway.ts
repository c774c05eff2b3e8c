import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import { idOf } from './stripe-values.js';
import { StripeClient } from './stripe.client.js';

export type StripeRefund = Stripe.Refund;
export type StripeDispute = Stripe.Dispute;

/** A charge with everything of its money that went back or is contested. */
export interface MoneyBackSnapshot {
  readonly chargeId: string;
  /** The invoice it paid; null for a charge outside of invoices. */
  readonly stripeInvoiceId: string | null;
  readonly refunds: readonly StripeRefund[];
  readonly disputes: readonly StripeDispute[];
}

const A_PAGE = 100;

/** Charges, and the ways their money goes back. */
@Injectable()
export class StripeChargeGateway {
  constructor(private readonly client: StripeClient) {}

  async customerOf(chargeId: string): Promise<string | null> {
    return idOf((await this.client.call((stripe) => stripe.charges.retrieve(chargeId))).customer);
  }

  async moneyBack(chargeId: string): Promise<MoneyBackSnapshot> {
    const charge = await this.client.call((stripe) => stripe.charges.retrieve(chargeId));
    const about = { charge: chargeId, limit: A_PAGE };
    const [refunds, disputes, stripeInvoiceId] = await Promise.all([
      this.client.call((stripe) => stripe.refunds.list(about).autoPagingToArray({ limit: 10 * A_PAGE })),
      this.client.call((stripe) => stripe.disputes.list(about).autoPagingToArray({ limit: A_PAGE })),
      this.invoiceOfIntent(idOf(charge.payment_intent)),
    ]);
    // Stripe lists the newest first and stamps to the second: turned round, our rows come in the order in which things happened
    return { chargeId, stripeInvoiceId, refunds: refunds.reverse(), disputes: disputes.reverse() };
  }

  /** The invoice a charge paid; null for a charge outside of invoices. */
  async invoiceOf(chargeId: string): Promise<string | null> {
    const charge = await this.client.call((stripe) => stripe.charges.retrieve(chargeId));
    return this.invoiceOfIntent(idOf(charge.payment_intent));
  }

  /** A charge does not name the invoice it paid; the invoice's payments name the intent. */
  private async invoiceOfIntent(paymentIntent: string | null): Promise<string | null> {
    if (paymentIntent === null) return null;
    const payment = { type: 'payment_intent', payment_intent: paymentIntent } as const;
    const { data } = await this.client.call((stripe) => stripe.invoicePayments.list({ payment, limit: 1 }));
    return idOf(data[0]?.invoice);
  }
}
