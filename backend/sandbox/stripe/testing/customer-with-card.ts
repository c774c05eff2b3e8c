import type Stripe from 'stripe';
import { buy } from './harness.js';

/** A paying customer: bought the plan on the hosted page, so a card is saved. */
export async function customerWithCard(stripe: Stripe, price: string): Promise<{ customer: string; method: string; subscription: string }> {
  const { id, customer, default_payment_method: method } = await buy(stripe, price);
  if (typeof customer !== 'string' || typeof method !== 'string') throw new Error('expanded');
  return { customer, method, subscription: id };
}

/** The newest invoice of a subscription. */
export async function newestInvoice(stripe: Stripe, subscription: string): Promise<Stripe.Invoice> {
  const [invoice] = (await stripe.invoices.list({ subscription, limit: 1 })).data;
  if (invoice === undefined) throw new Error('no invoice');
  return invoice;
}
