import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import type { InvoiceSnapshot } from '../services/billing-snapshot.js';
import { linePriceIds } from './invoice-lines.mapper.js';
import { mainLine } from './invoice.mapper.js';
import { planOfPrice } from './price.mapper.js';
import { idOf } from './stripe-values.js';
import { StripeClient } from './stripe.client.js';

/** The payment behind an invoice: without it nobody knows whether the bank asks for a confirmation, or why it said no. */
const PAYMENT = 'payments.data.payment.payment_intent';
const LINES_A_PAGE = 100;

/** Invoices as Stripe has them. */
@Injectable()
export class StripeInvoiceGateway {
  constructor(private readonly client: StripeClient) {}

  /** An invoice with everything it names. */
  async snapshot(id: string): Promise<InvoiceSnapshot> {
    const object = await this.client.call((stripe) => stripe.invoices.retrieve(id, { expand: [PAYMENT] }));
    const lines = object.lines.has_more ? await this.allLines(id) : object.lines.data;
    const prices = await Promise.all(linePriceIds(lines).map((price) => this.client.call((stripe) => stripe.prices.retrieve(price))));
    const main = idOf(mainLine(lines)?.pricing?.price_details?.price);
    const mainPrice = prices.find((price) => price.id === main);
    return { object, lines, prices, planCode: mainPrice ? planOfPrice(mainPrice) : null, ...paymentOf(object) };
  }

  /** Where the invoice's documents are now. */
  async links(id: string): Promise<{ hostedUrl: string | null; pdfUrl: string | null }> {
    const invoice = await this.client.call((stripe) => stripe.invoices.retrieve(id));
    return { hostedUrl: invoice.hosted_invoice_url ?? null, pdfUrl: invoice.invoice_pdf ?? null };
  }

  private allLines(id: string): Promise<Stripe.InvoiceLineItem[]> {
    return this.client.call(async (stripe) => {
      const lines: Stripe.InvoiceLineItem[] = [];
      for await (const line of stripe.invoices.listLineItems(id, { limit: LINES_A_PAGE })) lines.push(line);
      return lines;
    });
  }
}

/** The default payment is the one that collects the invoice; others are payments by hand. */
function paymentOf(invoice: Stripe.Invoice): Pick<InvoiceSnapshot, 'needsAction' | 'declineReason'> {
  const payments = invoice.payments?.data ?? [];
  const intent = (payments.find((payment) => payment.is_default) ?? payments.at(0))?.payment.payment_intent;
  if (!intent) return { needsAction: false, declineReason: null };
  if (typeof intent === 'string') throw new Error(`the payment of invoice ${invoice.id} was not expanded`);
  const { status, last_payment_error: error } = intent;
  return {
    needsAction: invoice.status === 'open' && status === 'requires_action',
    declineReason: error?.decline_code ?? error?.code ?? null,
  };
}
