import type Stripe from 'stripe';
import { invalidParameter, missingResource } from './problem.js';
import type { SandboxState } from './state.js';

/** What travels. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Turns a typed object into plain JSON; the SDK's decimals become strings, absent fields vanish. */
export function toJson(value: unknown): Json {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value !== 'object') throw new TypeError(`${typeof value} has no JSON form`);
  if (isDecimal(value)) return value.toString();
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .map(([key, field]) => [key, toJson(field)]),
  );
}

/** The SDK's decimals are the one kind of object that travels as text. */
function isDecimal(value: object): value is Stripe.Decimal {
  return 'toFixed' in value && 'toJSON' in value;
}

/** A list as the API answers it. */
export function apiList<T>(url: string, data: T[], hasMore = false): { object: 'list'; data: T[]; has_more: boolean; url: string } {
  return { object: 'list', data, has_more: hasMore, url };
}

/** Cuts one page out of the matching objects; they come oldest first and leave newest first. */
export function page<T extends { id: string }>(
  url: string,
  oldestFirst: readonly T[],
  paging: { limit?: number | undefined; starting_after?: string | undefined; ending_before?: string | undefined },
): ReturnType<typeof apiList<T>> {
  const items = [...oldestFirst].reverse();
  const limit = paging.limit ?? 10;
  if (paging.ending_before !== undefined) {
    const end = indexOfCursor(items, paging.ending_before, 'ending_before');
    const start = Math.max(0, end - limit);
    return apiList(url, items.slice(start, end), start > 0);
  }
  const start = paging.starting_after === undefined ? 0 : indexOfCursor(items, paging.starting_after, 'starting_after') + 1;
  return apiList(url, items.slice(start, start + limit), items.length > start + limit);
}

function indexOfCursor(items: readonly { id: string }[], id: string, param: string): number {
  const index = items.findIndex((item) => item.id === id);
  if (index === -1) throw missingResource('object', id, param);
  return index;
}

/** Replaces ids by the objects they name, along paths like `data.items.data.price.product`. */
export function expand(root: Json, paths: readonly string[], state: SandboxState): Json {
  return paths.reduce((node, path) => {
    const steps = path.split('.');
    // Stripe allows four levels below the object, plus the list around it.
    if (steps.filter((step) => step !== 'data').length > 4)
      throw invalidParameter(`You cannot expand more than 4 levels: ${path}.`, 'expand');
    return expandStep(node, steps, { state, path });
  }, root);
}

function expandStep(node: Json, steps: readonly string[], context: { state: SandboxState; path: string }): Json {
  const [head, ...rest] = steps;
  if (head === undefined || node === null) return node;
  if (Array.isArray(node)) return node.map((child) => expandStep(child, steps, context));
  if (typeof node !== 'object') throw notExpandable(context.path);
  const present = node[head] ?? includable(node, head, context.state);
  if (present === undefined) throw notExpandable(context.path);
  const whole = (part: Json): Json => (typeof part === 'string' ? resolve(part, context) : part);
  const child = Array.isArray(present) ? present.map(whole) : whole(present);
  return { ...node, [head]: expandStep(child, rest, context) };
}

function notExpandable(path: string): Error {
  return invalidParameter(`This property cannot be expanded (${path}).`, 'expand');
}

function resolve(id: string, context: { state: SandboxState; path: string }): Json {
  const { state } = context;
  const kinds = [
    state.customers,
    state.deletedCustomers,
    state.products,
    state.prices,
    state.paymentMethods,
    state.paymentIntents,
    state.charges,
    state.refunds,
    state.disputes,
    state.coupons,
    state.promotionCodes,
    state.discounts,
    state.balanceTransactions,
    state.subscriptions,
    state.invoices,
    state.checkoutSessions,
    state.portalConfigurations,
    state.schedules,
    state.testClocks,
  ];
  const home = kinds.find((kind) => Object.hasOwn(kind, id));
  if (home === undefined) throw notExpandable(context.path);
  return toJson(home[id]);
}

/** Fields Stripe leaves out unless they are asked for. */
function includable(node: { [key: string]: Json }, field: string, state: SandboxState): Json | undefined {
  if (node[field] === null) return null;
  const id = typeof node['id'] === 'string' ? node['id'] : '';
  const type = typeof node['object'] === 'string' ? node['object'] : '';
  switch (`${type}.${field}`) {
    case 'invoice.payments': {
      const payments = Object.values(state.invoicePayments).filter((payment) => payment.invoice === id);
      return toJson(apiList('/v1/invoice_payments', payments));
    }
    case 'invoice.confirmation_secret': {
      const payment = Object.values(state.invoicePayments).find((candidate) => candidate.invoice === id);
      const intentId = payment?.payment.payment_intent;
      const intent = typeof intentId === 'string' ? state.paymentIntents[intentId] : undefined;
      return intent?.client_secret ? { client_secret: intent.client_secret, type: 'payment_intent' } : null;
    }
    case 'charge.refunds': {
      const refunds = Object.values(state.refunds).filter((refund) => refund.charge === id);
      return toJson(apiList(`/v1/charges/${id}/refunds`, refunds.reverse()));
    }
    case 'checkout.session.line_items':
      return toJson(apiList(`/v1/checkout/sessions/${id}/line_items`, [...(state.checkouts[id]?.lineItems ?? [])]));
    case 'customer.subscriptions': {
      const live = Object.values(state.subscriptions).filter(({ customer, status }) => customer === id && status !== 'canceled');
      return toJson(apiList(`/v1/customers/${id}/subscriptions`, live.reverse()));
    }
    default:
      return undefined;
  }
}
