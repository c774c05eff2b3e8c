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

/** What was read of a payer, with the way to pay that is charged. */
export interface PayerObjects {
  readonly customer: Pick<Stripe.Customer, 'balance' | 'email'>;
  readonly method: Stripe.PaymentMethod | null;
  readonly taxIds: readonly Stripe.TaxId[];
}

/** A customer that was deleted. */
export const NOBODY: ProfileSnapshot = { profile: { card: null, credit: 0 }, email: null, taxIds: [] };

/** Stripe's payer in our words. A negative balance at Stripe is credit. */
export const toProfileSnapshot = ({ customer, method, taxIds }: PayerObjects): ProfileSnapshot => ({
  profile: { card: toCardRecord(method), credit: Math.max(0, -customer.balance) },
  email: customer.email,
  taxIds: taxIds.map(toTaxIdRecord),
});

/** A card; null for a way to pay that has none, and for none at all. */
function toCardRecord(method: Stripe.PaymentMethod | null): CardRecord | null {
  const card = method?.card;
  if (!card) return null;
  return { stripePaymentMethodId: method.id, brand: card.brand, last4: card.last4, expMonth: card.exp_month, expYear: card.exp_year };
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
