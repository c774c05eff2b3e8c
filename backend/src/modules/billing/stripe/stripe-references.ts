import { field, text } from './stripe-values.js';

/** What a stored event points at. Everything else in it may be old by the time it is read. */
export interface StripeReferences {
  readonly customerId: string | null;
  readonly subscriptionId: string | null;
  readonly invoiceId: string | null;
  readonly chargeId: string | null;
  /** The tenant that we wrote into the object ourselves when it was made. */
  readonly tenantHint: string | null;
}

/** Reads the ids out of a stored event's payload, whatever else it holds. */
export function referencesOf(payload: unknown): StripeReferences {
  const object = field(field(payload, 'data'), 'object');
  // what was taken from a customer only says whose it was
  const before = field(field(payload, 'data'), 'previous_attributes');
  const kind = text(object, 'object');
  const parent = field(field(object, 'parent'), 'subscription_details');
  return {
    customerId: kind === 'customer' ? text(object, 'id') : (reference(object, 'customer') ?? reference(before, 'customer')),
    subscriptionId: kind === 'subscription' ? text(object, 'id') : (reference(object, 'subscription') ?? reference(parent, 'subscription')),
    invoiceId: kind === 'invoice' ? text(object, 'id') : reference(object, 'invoice'),
    chargeId: kind === 'charge' ? text(object, 'id') : reference(object, 'charge'),
    tenantHint:
      text(object, 'client_reference_id') ?? text(field(object, 'metadata'), 'tenant_id') ?? text(field(parent, 'metadata'), 'tenant_id'),
  };
}

const reference = (value: unknown, name: string): string | null => text(value, name) ?? text(field(value, name), 'id');
