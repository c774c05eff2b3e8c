import type Stripe from 'stripe';
import type { Draft } from '../core/draft.js';

export interface NewCustomer {
  email: string | null;
  name: string | null;
  phone: string | null;
  description: string | null;
  address: Stripe.Address | null;
  metadata: Record<string, string>;
  preferredLocales: string[];
  defaultPaymentMethod: string | null;
  taxExempt?: 'exempt' | 'none' | 'reverse' | undefined;
}

/** Opens a customer and says so. */
export function createCustomer(draft: Draft, facts: NewCustomer): Stripe.Customer {
  const id = draft.newId('cus_');
  const customer = {
    id,
    object: 'customer',
    address: facts.address,
    balance: 0,
    created: draft.at,
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: facts.description,
    discount: null,
    email: facts.email,
    invoice_prefix: id.slice(-8).toUpperCase(),
    invoice_settings: { custom_fields: null, default_payment_method: facts.defaultPaymentMethod, footer: null, rendering_options: null },
    livemode: false,
    metadata: facts.metadata,
    name: facts.name,
    next_invoice_sequence: 1,
    phone: facts.phone,
    preferred_locales: facts.preferredLocales,
    shipping: null,
    tax_exempt: facts.taxExempt ?? 'none',
    test_clock: null,
  } satisfies Stripe.Customer;
  draft.put('customers', customer);
  draft.emit('customer.created', customer);
  return customer;
}

/** Changes a customer and says what it was before. */
export function updateCustomer(draft: Draft, customer: Stripe.Customer, patch: Partial<Stripe.Customer>): Stripe.Customer {
  const next = draft.put('customers', { ...customer, ...patch });
  draft.emit('customer.updated', next, previousOf(customer, patch));
  return next;
}

/** The old values of the fields a patch changes, as `previous_attributes` carries them. */
export function previousOf<T extends object>(before: T, patch: Partial<T>): Partial<T> {
  const previous: Partial<T> = {};
  for (const key in patch) {
    if (JSON.stringify(before[key]) !== JSON.stringify(patch[key])) previous[key] = before[key];
  }
  return previous;
}
