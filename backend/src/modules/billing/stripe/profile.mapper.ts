import type Stripe from 'stripe';
import type { CardRecord, ProfileRecord } from '../domain/billing-profile.js';
import type { TaxIdRecord } from '../domain/tax-id-record.js';
import { instant } from './stripe-values.js';

/** What is known of a payer at one moment. */
export interface ProfileSnapshot {
  readonly profile: ProfileRecord;
  /** Where invoices go; null when Stripe has no address, or no customer any more. */
  readonly email: string | null;
  readonly taxIds: readonly TaxIdRecord[];
}

/** What was read of a payer; the default payment methods expanded. */
export interface PayerObjects {
  readonly customer: Stripe.Customer | Stripe.DeletedCustomer;
  readonly subscription: Pick<Stripe.Subscription, 'default_payment_method'> | null;
  readonly taxIds: readonly Stripe.TaxId[];
}

/** Stripe's payer in our words. The card that is charged: the subscription's own, else the customer's (stripe.md D5). */
export function toProfileSnapshot({ customer, subscription, taxIds }: PayerObjects): ProfileSnapshot {
  if (customer.deleted) return { profile: { card: null, credit: 0 }, email: null, taxIds: [] };
  const card = toCardRecord(subscription?.default_payment_method) ?? toCardRecord(customer.invoice_settings.default_payment_method);
  return {
    profile: { card, credit: Math.max(0, -customer.balance) },
    email: customer.email,
    taxIds: taxIds.map(toTaxIdRecord),
  };
}

/** A card; null for a way to pay that has none, and for none at all. */
function toCardRecord(method: string | Stripe.PaymentMethod | null | undefined): CardRecord | null {
  if (!method) return null;
  if (typeof method === 'string') throw new Error(`payment method ${method} was not expanded`);
  const { id, card } = method;
  return card
    ? { stripePaymentMethodId: id, brand: card.brand, last4: card.last4, expMonth: card.exp_month, expYear: card.exp_year }
    : null;
}

/** A tax number; until an authority answered it is pending, and in many countries there is none to ask. */
export const toTaxIdRecord = ({ id, type, value, country, verification, created }: Stripe.TaxId): TaxIdRecord => ({
  stripeTaxId: id,
  type,
  value,
  country,
  status: statusOf(verification?.status),
  createdAt: instant(created),
});

const STATUSES = ['pending', 'verified', 'unverified', 'unavailable'] as const;
const statusOf = (status: string | undefined): TaxIdRecord['status'] => STATUSES.find((one) => one === status) ?? 'unavailable';
