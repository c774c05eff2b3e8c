import type Stripe from 'stripe';
import { z } from 'zod';
import { clearable, created, isCreatedWithin, mergeMetadata, metadata, paging, parseParams, text, whole } from '../core/params.js';
import { missingResource, StripeProblem } from '../core/problem.js';
import { page } from '../core/wire.js';
import { countryOfTaxId, TAX_ID_TYPES, taxIdsOf } from '../objects/tax.js';
import { moveBalance } from '../transitions/balances.js';
import type { ApiCall, ApiRoute } from './route.js';

const newTaxId = z.strictObject({ type: z.enum(TAX_ID_TYPES), value: text });
const newTransaction = z.strictObject({
  amount: whole,
  currency: text,
  description: clearable.optional(),
  metadata: metadata.optional(),
});

function addTaxId({ draft, id, params }: ApiCall): object {
  draft.need('customers', id);
  const { type, value: typed } = parseParams(newTaxId, params);
  const value = typed.replace(/[\s.]/g, '').toUpperCase();
  const country = countryOfTaxId(type, value);
  if (country === null)
    throw new StripeProblem(400, `Invalid value for ${type}.`, { code: 'tax_id_invalid', param: 'value', isValidation: true });
  const isChecked = type !== 'us_ein';
  const taxId = {
    id: draft.newId('txi_'),
    object: 'tax_id',
    country,
    created: draft.at,
    customer: id,
    customer_account: null,
    livemode: false,
    owner: { customer: id, customer_account: null, type: 'customer' },
    type,
    value,
    verification: { status: isChecked ? 'pending' : 'unavailable', verified_address: null, verified_name: null },
  } satisfies Stripe.TaxId;
  draft.put('taxIds', taxId);
  draft.emit('customer.tax_id.created', taxId);
  if (isChecked) verify(draft, taxId);
  return taxId;
}

/** The authorities answer at once here; a number that ends in 111 is unknown to them. */
function verify(draft: ApiCall['draft'], taxId: Stripe.TaxId): void {
  const status = taxId.value.endsWith('111') ? 'unverified' : 'verified';
  const checked = draft.put('taxIds', { ...taxId, verification: { status, verified_address: null, verified_name: null } });
  draft.emit('customer.tax_id.updated', checked, { verification: taxId.verification });
}

function taxIdOf({ draft, id, child }: ApiCall): Stripe.TaxId {
  draft.need('customers', id);
  const found = taxIdsOf(draft, id).find((taxId) => taxId.id === child);
  if (found === undefined) throw missingResource('tax_id', child, 'id');
  return found;
}

function removeTaxId(call: ApiCall): object {
  const taxId = taxIdOf(call);
  call.draft.remove('taxIds', taxId.id);
  call.draft.emit('customer.tax_id.deleted', taxId);
  return { id: taxId.id, object: 'tax_id', deleted: true } satisfies Stripe.DeletedTaxId;
}

function listTaxIds({ draft, id, params, path }: ApiCall): object {
  draft.need('customers', id);
  return page(path, taxIdsOf(draft, id), parseParams(z.strictObject(paging), params));
}

function addTransaction({ draft, id, params }: ApiCall): object {
  const customer = draft.need('customers', id);
  const facts = parseParams(newTransaction, params);
  const { transaction } = moveBalance(draft, customer, {
    amount: facts.amount,
    currency: facts.currency.toLowerCase(),
    type: 'adjustment',
    description: facts.description ?? null,
    metadata: mergeMetadata({}, facts.metadata),
  });
  return transaction;
}

function listTransactions({ draft, id, params, path }: ApiCall): object {
  draft.need('customers', id);
  const schema = z.strictObject({ ...paging, created: created.optional(), invoice: text.optional() });
  const { created: when, invoice, ...cut } = parseParams(schema, params);
  const found = draft
    .all('balanceTransactions')
    .filter((entry) => entry.customer === id && isCreatedWithin(entry.created, when))
    .filter((entry) => invoice === undefined || entry.invoice === invoice);
  return page(path, found, cut);
}

function transactionOf({ draft, id, child }: ApiCall): object {
  const found = draft.find('balanceTransactions', child);
  if (found?.customer !== id) throw missingResource('customer balance transaction', child, 'id');
  return found;
}

/** A customer's tax ids and credit. */
export const customerMoneyRoutes: readonly ApiRoute[] = [
  { method: 'POST', path: '/v1/customers/:id/tax_ids', handle: addTaxId },
  { method: 'GET', path: '/v1/customers/:id/tax_ids', handle: listTaxIds },
  { method: 'GET', path: '/v1/customers/:id/tax_ids/:child', handle: taxIdOf },
  { method: 'DELETE', path: '/v1/customers/:id/tax_ids/:child', handle: removeTaxId },
  { method: 'POST', path: '/v1/customers/:id/balance_transactions', handle: addTransaction },
  { method: 'GET', path: '/v1/customers/:id/balance_transactions', handle: listTransactions },
  { method: 'GET', path: '/v1/customers/:id/balance_transactions/:child', handle: transactionOf },
];
