import { z } from 'zod';
import { clearable, created, flag, isCreatedWithin, mergeMetadata, metadata, paging, parseParams, text, whole } from '../core/params.js';
import { invalidParameter } from '../core/problem.js';
import { page } from '../core/wire.js';
import { idOf } from '../objects/catalogue.js';
import { answerDispute, closeDispute } from '../transitions/disputing.js';
import { cancelRefund, chargeBehind, refundCharge } from '../transitions/refunding.js';
import type { ApiCall, ApiRoute } from './route.js';

const newRefund = z.strictObject({
  amount: whole.optional(),
  charge: text.optional(),
  metadata: metadata.optional(),
  payment_intent: text.optional(),
  reason: z.enum(['duplicate', 'fraudulent', 'requested_by_customer']).optional(),
});
const moneyListing = z.strictObject({ ...paging, charge: text.optional(), created: created.optional(), payment_intent: text.optional() });
const chargeListing = z.strictObject({
  ...paging,
  created: created.optional(),
  customer: text.optional(),
  payment_intent: text.optional(),
});
const TEXT_EVIDENCE = [
  'access_activity_log',
  'billing_address',
  'cancellation_policy_disclosure',
  'cancellation_rebuttal',
  'customer_email_address',
  'customer_name',
  'customer_purchase_ip',
  'duplicate_charge_explanation',
  'duplicate_charge_id',
  'product_description',
  'refund_policy_disclosure',
  'refund_refusal_explanation',
  'service_date',
  'uncategorized_text',
] as const;
const answer = z.strictObject({
  evidence: z.partialRecord(z.enum(TEXT_EVIDENCE), z.string()).optional(),
  metadata: metadata.optional(),
  submit: flag.optional(),
});

function addRefund({ draft, params }: ApiCall): object {
  const facts = parseParams(newRefund, params);
  const source = facts.charge ?? facts.payment_intent;
  if (source === undefined)
    throw invalidParameter('One of the following params should be provided for this request: payment_intent or charge.', 'charge');
  if (facts.charge !== undefined) draft.need('charges', facts.charge, 'charge');
  else draft.need('paymentIntents', source, 'payment_intent');
  const wish = { amount: facts.amount, reason: facts.reason, metadata: mergeMetadata({}, facts.metadata) };
  return refundCharge(draft, chargeBehind(draft, source), wish);
}

function changeRefund({ draft, id, params }: ApiCall): object {
  const refund = draft.need('refunds', id);
  const { metadata: patch } = parseParams(z.strictObject({ metadata: metadata.optional() }), params);
  const next = draft.put('refunds', { ...refund, metadata: mergeMetadata(refund.metadata ?? {}, patch) });
  draft.emit('refund.updated', next, { metadata: refund.metadata });
  return next;
}

function isAbout(
  entry: { charge: string | { id: string } | null; payment_intent?: string | { id: string } | null },
  params: ListFilter,
): boolean {
  const { charge, payment_intent: intent } = params;
  const isCharge = charge === undefined || (entry.charge !== null && idOf(entry.charge) === charge);
  const paid = entry.payment_intent ?? null;
  return isCharge && (intent === undefined || (paid !== null && idOf(paid) === intent));
}

interface ListFilter {
  charge?: string | undefined;
  payment_intent?: string | undefined;
}

/** Refunds, disputes and fraud warnings are all listed by the charge they concern. */
function listOf(kind: 'refunds' | 'disputes' | 'fraudWarnings'): ApiRoute['handle'] {
  return ({ draft, params, path }) => {
    const { charge, created: when, payment_intent: intent, ...cut } = parseParams(moneyListing, params);
    const found = draft
      .all(kind)
      .filter((entry) => isCreatedWithin(entry.created, when) && isAbout(entry, { charge, payment_intent: intent }));
    return page(path, found, cut);
  };
}

function listCharges({ draft, params, path }: ApiCall): object {
  const { created: when, customer, payment_intent: intent, ...cut } = parseParams(chargeListing, params);
  const found = draft
    .all('charges')
    .filter((charge) => isCreatedWithin(charge.created, when) && (customer === undefined || charge.customer === customer))
    .filter((charge) => intent === undefined || charge.payment_intent === intent);
  return page(path, found, cut);
}

function changeCharge({ draft, id, params }: ApiCall): object {
  const charge = draft.need('charges', id);
  const schema = z.strictObject({ description: clearable.optional(), metadata: metadata.optional() });
  const { description, metadata: patch } = parseParams(schema, params);
  const next = draft.put('charges', {
    ...charge,
    description: description === undefined ? charge.description : description,
    metadata: mergeMetadata(charge.metadata, patch),
  });
  draft.emit('charge.updated', next);
  return next;
}

function changeDispute({ draft, id, params }: ApiCall): object {
  const dispute = draft.need('disputes', id);
  const { evidence = {}, metadata: patch, submit = true } = parseParams(answer, params);
  return answerDispute(draft, dispute, { evidence, metadata: mergeMetadata(dispute.metadata, patch), isSubmitted: submit });
}

/** Charges, and the ways their money goes back. */
export const moneyBackRoutes: readonly ApiRoute[] = [
  { method: 'GET', path: '/v1/charges', handle: listCharges },
  { method: 'GET', path: '/v1/charges/:id', handle: ({ draft, id }) => draft.need('charges', id) },
  { method: 'POST', path: '/v1/charges/:id', handle: changeCharge },
  { method: 'POST', path: '/v1/refunds', handle: addRefund },
  { method: 'GET', path: '/v1/refunds', handle: listOf('refunds') },
  { method: 'GET', path: '/v1/refunds/:id', handle: ({ draft, id }) => draft.need('refunds', id) },
  { method: 'POST', path: '/v1/refunds/:id', handle: changeRefund },
  { method: 'POST', path: '/v1/refunds/:id/cancel', handle: ({ draft, id }) => cancelRefund(draft, id) },
  { method: 'GET', path: '/v1/disputes', handle: listOf('disputes') },
  { method: 'GET', path: '/v1/disputes/:id', handle: ({ draft, id }) => draft.need('disputes', id) },
  { method: 'POST', path: '/v1/disputes/:id', handle: changeDispute },
  // Closing a dispute over the API means accepting it.
  { method: 'POST', path: '/v1/disputes/:id/close', handle: ({ draft, id }) => closeDispute(draft, id, 'lost') },
  { method: 'GET', path: '/v1/radar/early_fraud_warnings', handle: listOf('fraudWarnings') },
  { method: 'GET', path: '/v1/radar/early_fraud_warnings/:id', handle: ({ draft, id }) => draft.need('fraudWarnings', id) },
];
