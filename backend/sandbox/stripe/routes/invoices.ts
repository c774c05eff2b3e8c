import type Stripe from 'stripe';
import { z } from 'zod';
import type { Draft } from '../core/draft.js';
import { created, flag, isCreatedWithin, paging, parseParams, text, whole } from '../core/params.js';
import { StripeProblem } from '../core/problem.js';
import { page } from '../core/wire.js';
import { idOf } from '../objects/catalogue.js';
import { newInvoice } from '../objects/invoices.js';
import { periodLine } from '../objects/lines.js';
import { currentPeriodEnd, newSubscription, withItems } from '../objects/subscriptions.js';
import { planChange, recurringPrice } from '../transitions/changing.js';
import { activeDiscounts } from '../transitions/discounting.js';
import { subscriptionOf, voidInvoice } from '../transitions/invoicing.js';
import { nextLines } from '../transitions/renewing.js';
import { finalizeDraft, payInvoice } from '../transitions/settling.js';
import type { ApiCall, ApiRoute } from './route.js';

const listing = z.strictObject({
  ...paging,
  created: created.optional(),
  customer: text.optional(),
  status: z.enum(['draft', 'open', 'paid', 'uncollectible', 'void']).optional(),
  subscription: text.optional(),
});
const preview = z.strictObject({
  customer: text.optional(),
  subscription: text.optional(),
  preview_mode: z.literal('next').optional(),
  subscription_details: z
    .strictObject({
      items: z
        .array(z.strictObject({ id: text.optional(), price: text.optional(), quantity: whole.optional(), deleted: flag.optional() }))
        .optional(),
      proration_behavior: z.enum(['always_invoice', 'create_prorations', 'none']).optional(),
      proration_date: whole.optional(),
    })
    .optional(),
});

function list({ draft, params, path }: ApiCall): object {
  const { created: when, customer, status, subscription, ...cut } = parseParams(listing, params);
  const found = draft
    .all('invoices')
    .filter((invoice) => isCreatedWithin(invoice.created, when) && (customer === undefined || invoice.customer === customer))
    .filter((invoice) => status === undefined || invoice.status === status)
    .filter((invoice) => subscription === undefined || subscriptionOf(invoice) === subscription);
  return page(path, found, cut);
}

function listLines({ draft, id, params, path }: ApiCall): object {
  const cut = parseParams(z.strictObject(paging), params);
  return page(path, [...draft.need('invoices', id).lines.data].reverse(), cut);
}

function pay({ draft, id, params }: ApiCall): object {
  const { payment_method: method } = parseParams(z.strictObject({ payment_method: text.optional() }), params);
  if (method !== undefined) draft.need('paymentMethods', method, 'payment_method');
  return payInvoice(draft, id, { method: method ?? null }).invoice;
}

function finalize({ draft, id, params }: ApiCall): object {
  const { auto_advance: isCollected } = parseParams(z.strictObject({ auto_advance: flag.optional() }), params);
  return finalizeDraft(draft, id, isCollected ?? true);
}

/** What the next invoice will be: of a subscription as it is, as it would be, or of one not started yet. */
function createPreview({ draft, params }: ApiCall): object {
  const facts = parseParams(preview, params);
  if (facts.subscription === undefined) return previewStart(draft, facts);
  const subscription = draft.need('subscriptions', facts.subscription, 'subscription');
  if (subscription.cancel_at_period_end || subscription.ended_at !== null) {
    if (facts.subscription_details?.items === undefined) {
      throw new StripeProblem(404, `No upcoming invoices for customer: '${idOf(subscription.customer)}'`, {
        code: 'invoice_upcoming_none',
      });
    }
  }
  return previewChange(draft, subscription, facts.subscription_details);
}

function previewChange(
  draft: Draft,
  subscription: Stripe.Subscription,
  details: z.output<typeof preview>['subscription_details'],
): Stripe.Invoice {
  const behaviour = details?.proration_behavior ?? 'create_prorations';
  const prorationDate = details?.proration_date ?? draft.at;
  const planned = planChange(draft, subscription, { patches: details?.items ?? [], isProrated: behaviour !== 'none', prorationDate });
  const isBilledNow = planned.lines.length > 0 && (behaviour === 'always_invoice' || planned.newAnchor !== null);
  const changed = { ...subscription, ...withItems(subscription, planned.items) };
  return newInvoice(draft, {
    customer: draft.need('customers', idOf(subscription.customer), 'customer'),
    subscription,
    reason: 'upcoming',
    currency: subscription.currency,
    lines: isBilledNow ? planned.lines : nextLines(draft, changed, planned.lines),
    period: { start: draft.at, end: isBilledNow ? draft.at : currentPeriodEnd(subscription) },
    prorationDate: planned.lines.length > 0 ? prorationDate : undefined,
    discounts: activeDiscounts(draft, subscription.discounts, isBilledNow ? draft.at : currentPeriodEnd(subscription)),
  });
}

function previewStart(draft: Draft, facts: z.output<typeof preview>): Stripe.Invoice {
  const { customer: id, subscription_details: details } = parseParams(
    z.object({
      customer: text,
      subscription_details: z.object({ items: z.array(z.object({ price: text, quantity: z.number().optional() })).min(1) }),
    }),
    facts,
  );
  const customer = draft.need('customers', id, 'customer');
  const items = details.items.map((line, index) => ({ price: recurringPrice(draft, line.price, index), quantity: line.quantity ?? 1 }));
  const plan = {
    customer: id,
    items,
    paymentMethod: null,
    metadata: {},
    description: null,
    trialEnd: null,
    billingMode: 'flexible' as const,
  };
  const { items: planned, currency } = newSubscription(draft, plan);
  return newInvoice(draft, {
    customer,
    subscription: null,
    reason: 'upcoming',
    currency,
    lines: planned.data.map((item) => periodLine(draft, item, { start: item.current_period_start, end: item.current_period_end })),
    period: { start: draft.at, end: draft.at },
  });
}

function listPayments({ draft, params, path }: ApiCall): object {
  const source = z.strictObject({ type: z.literal('payment_intent'), payment_intent: text.optional() });
  const schema = z.strictObject({ ...paging, invoice: text.optional(), payment: source.optional(), status: text.optional() });
  const { invoice, payment: paid, status, ...cut } = parseParams(schema, params);
  const intent = paid?.payment_intent;
  const found = draft
    .all('invoicePayments')
    .filter((payment) => (invoice === undefined || payment.invoice === invoice) && (status === undefined || payment.status === status))
    .filter((payment) => intent === undefined || payment.payment.payment_intent === intent);
  return page(path, found, cut);
}

function listIntents({ draft, params, path }: ApiCall): object {
  const schema = z.strictObject({ ...paging, created: created.optional(), customer: text.optional() });
  const { created: when, customer, ...cut } = parseParams(schema, params);
  const found = draft
    .all('paymentIntents')
    .filter((intent) => isCreatedWithin(intent.created, when) && (customer === undefined || intent.customer === customer));
  return page(path, found, cut);
}

/** Invoices and the payments behind them. */
export const invoiceRoutes: readonly ApiRoute[] = [
  { method: 'POST', path: '/v1/invoices/create_preview', handle: createPreview },
  { method: 'GET', path: '/v1/invoices', handle: list },
  { method: 'GET', path: '/v1/invoices/:id', handle: ({ draft, id }) => draft.need('invoices', id) },
  { method: 'GET', path: '/v1/invoices/:id/lines', handle: listLines },
  { method: 'POST', path: '/v1/invoices/:id/pay', handle: pay },
  { method: 'POST', path: '/v1/invoices/:id/finalize', handle: finalize },
  { method: 'POST', path: '/v1/invoices/:id/void', handle: ({ draft, id }) => voidInvoice(draft, id) },
  { method: 'GET', path: '/v1/invoice_payments', handle: listPayments },
  { method: 'GET', path: '/v1/invoice_payments/:id', handle: ({ draft, id }) => draft.need('invoicePayments', id) },
  { method: 'GET', path: '/v1/payment_intents', handle: listIntents },
  { method: 'GET', path: '/v1/payment_intents/:id', handle: ({ draft, id }) => draft.need('paymentIntents', id) },
];
