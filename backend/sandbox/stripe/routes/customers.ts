import type Stripe from 'stripe';
import { z } from 'zod';
import { address, clearable, created, isCreatedWithin, mergeMetadata, metadata, paging, parseParams, text } from '../core/params.js';
import { invalidParameter } from '../core/problem.js';
import { page } from '../core/wire.js';
import { idOf } from '../objects/catalogue.js';
import { createCustomer, updateCustomer } from '../objects/customers.js';
import { cancelNow } from '../transitions/cancelling.js';
import type { ApiCall, ApiRoute } from './route.js';

const invoiceSettings = z.strictObject({ default_payment_method: clearable.optional() });
const fields = {
  address: z.union([z.literal(''), address]).optional(),
  description: clearable.optional(),
  email: clearable.optional(),
  invoice_settings: invoiceSettings.optional(),
  metadata: metadata.optional(),
  name: clearable.optional(),
  phone: clearable.optional(),
  preferred_locales: z.array(text).optional(),
  tax_exempt: z.enum(['exempt', 'none', 'reverse']).optional(),
};
const body = z.strictObject(fields);
const listing = z.strictObject({ ...paging, created: created.optional(), email: text.optional() });
const methodListing = z.strictObject({ ...paging, customer: text.optional(), type: text.optional() });

function fullAddress(value: z.infer<typeof fields.address>): Stripe.Address | null {
  if (value === undefined || value === '') return null;
  const { city = null, country = null, line1 = null, line2 = null, postal_code = null, state = null } = value;
  return { city, country, line1, line2, postal_code, state };
}

function checkEmail(email: string | null | undefined): void {
  if (typeof email === 'string' && !/^\S+@\S+$/.test(email))
    throw invalidParameter(`Invalid email address: ${email}`, 'email', 'email_invalid');
}

function create({ draft, params }: ApiCall): object {
  const facts = parseParams(body, params);
  checkEmail(facts.email);
  const defaultMethod = facts.invoice_settings?.default_payment_method ?? null;
  if (defaultMethod !== null) draft.need('paymentMethods', defaultMethod, 'invoice_settings[default_payment_method]');
  return createCustomer(draft, {
    email: facts.email ?? null,
    name: facts.name ?? null,
    phone: facts.phone ?? null,
    description: facts.description ?? null,
    address: fullAddress(facts.address),
    metadata: mergeMetadata({}, facts.metadata),
    preferredLocales: facts.preferred_locales ?? [],
    defaultPaymentMethod: defaultMethod,
    taxExempt: facts.tax_exempt,
  });
}

function retrieve({ draft, id, params }: ApiCall): object {
  parseParams(z.strictObject({}), params);
  return draft.find('deletedCustomers', id) ?? draft.need('customers', id);
}

function update({ draft, id, params }: ApiCall): object {
  const customer = draft.need('customers', id);
  const { address: place, invoice_settings: settings, metadata: patch, ...plain } = parseParams(body, params);
  checkEmail(plain.email);
  const method = settings?.default_payment_method;
  if (typeof method === 'string') draft.need('paymentMethods', method, 'invoice_settings[default_payment_method]');
  return updateCustomer(draft, customer, {
    ...Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined)),
    ...(place === undefined ? {} : { address: fullAddress(place) }),
    ...(method === undefined ? {} : { invoice_settings: { ...customer.invoice_settings, default_payment_method: method } }),
    metadata: mergeMetadata(customer.metadata, patch),
  });
}

function list({ draft, params, path }: ApiCall): object {
  const { created: when, email, ...cut } = parseParams(listing, params);
  const found = draft
    .all('customers')
    .filter((customer) => isCreatedWithin(customer.created, when) && (email === undefined || customer.email === email));
  return page(path, found, cut);
}

function remove({ draft, id }: ApiCall): object {
  const customer = draft.need('customers', id);
  for (const subscription of draft.all('subscriptions')) {
    if (idOf(subscription.customer) === id && subscription.ended_at === null) cancelNow(draft, subscription);
  }
  draft.remove('customers', id);
  const tombstone: Stripe.DeletedCustomer = { id, object: 'customer', deleted: true };
  draft.put('deletedCustomers', tombstone);
  draft.emit('customer.deleted', customer);
  return tombstone;
}

function listMethods({ draft, id, params, path }: ApiCall): object {
  const { customer, type = 'card', ...cut } = parseParams(methodListing, params);
  const owner = id === '' ? customer : id;
  if (owner !== undefined) draft.need('customers', owner, id === '' ? 'customer' : 'id');
  const found = draft.all('paymentMethods').filter((method) => method.type === type && (owner === undefined || method.customer === owner));
  return page(path, found, cut);
}

function detach({ draft, id }: ApiCall): object {
  const method = draft.need('paymentMethods', id);
  const loose = draft.put('paymentMethods', { ...method, customer: null });
  draft.emit('payment_method.detached', loose, { customer: method.customer });
  return loose;
}

/** Customers and the cards they saved. */
export const customerRoutes: readonly ApiRoute[] = [
  { method: 'POST', path: '/v1/customers', handle: create },
  { method: 'GET', path: '/v1/customers', handle: list },
  { method: 'GET', path: '/v1/customers/:id', handle: retrieve },
  { method: 'POST', path: '/v1/customers/:id', handle: update },
  { method: 'DELETE', path: '/v1/customers/:id', handle: remove },
  { method: 'GET', path: '/v1/customers/:id/payment_methods', handle: listMethods },
  { method: 'GET', path: '/v1/payment_methods', handle: listMethods },
  { method: 'GET', path: '/v1/payment_methods/:id', handle: ({ draft, id }) => draft.need('paymentMethods', id) },
  { method: 'POST', path: '/v1/payment_methods/:id/detach', handle: detach },
];
