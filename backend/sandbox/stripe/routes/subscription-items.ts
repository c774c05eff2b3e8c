import type Stripe from 'stripe';
import { z } from 'zod';
import type { Draft } from '../core/draft.js';
import { flag, metadata, paging, parseParams, text, whole } from '../core/params.js';
import { missingResource } from '../core/problem.js';
import { page } from '../core/wire.js';
import { changeItems, type ItemPatch } from '../transitions/changing.js';
import type { ApiCall, ApiRoute } from './route.js';

const terms = {
  payment_behavior: z.enum(['allow_incomplete', 'default_incomplete', 'error_if_incomplete', 'pending_if_incomplete']).optional(),
  proration_behavior: z.enum(['always_invoice', 'create_prorations', 'none']).optional(),
  proration_date: whole.optional(),
};
const newItem = z.strictObject({ ...terms, metadata: metadata.optional(), price: text, quantity: whole.optional(), subscription: text });
const patch = z.strictObject({ ...terms, metadata: metadata.optional(), price: text.optional(), quantity: whole.optional() });
const removal = z.strictObject({ ...terms, clear_usage: flag.optional() });

interface Terms {
  payment_behavior?: z.output<typeof terms.payment_behavior>;
  proration_behavior?: z.output<typeof terms.proration_behavior>;
  proration_date?: number | undefined;
}

function apply(draft: Draft, subscription: Stripe.Subscription, { entry, facts }: { entry: ItemPatch; facts: Terms }): Stripe.Subscription {
  const behaviour = facts.proration_behavior ?? 'create_prorations';
  return changeItems(draft, subscription, {
    patches: [entry],
    isProrated: behaviour !== 'none',
    prorationDate: facts.proration_date ?? draft.at,
    prorationBehavior: behaviour,
    paymentBehavior: facts.payment_behavior ?? 'allow_incomplete',
  });
}

function located(draft: Draft, id: string): { subscription: Stripe.Subscription; item: Stripe.SubscriptionItem } {
  for (const subscription of draft.all('subscriptions')) {
    const item = subscription.items.data.find((entry) => entry.id === id);
    if (item !== undefined) return { subscription, item };
  }
  throw missingResource('subscription_item', id, 'id');
}

function add({ draft, params }: ApiCall): object {
  const { subscription: id, metadata: extra, price, quantity, ...facts } = parseParams(newItem, params);
  const before = draft.need('subscriptions', id, 'subscription');
  const after = apply(draft, before, { entry: { metadata: extra, price, quantity }, facts });
  const known = before.items.data.map((item) => item.id);
  return after.items.data.find((item) => !known.includes(item.id)) ?? after;
}

function change({ draft, id, params }: ApiCall): object {
  const { metadata: extra, price, quantity, ...facts } = parseParams(patch, params);
  apply(draft, located(draft, id).subscription, { entry: { id, metadata: extra, price, quantity }, facts });
  return located(draft, id).item;
}

function remove({ draft, id, params }: ApiCall): object {
  const facts = parseParams(removal, params);
  apply(draft, located(draft, id).subscription, { entry: { id, deleted: true }, facts });
  return { id, object: 'subscription_item', deleted: true } satisfies Stripe.DeletedSubscriptionItem;
}

function list({ draft, params, path }: ApiCall): object {
  const { subscription, ...cut } = parseParams(z.strictObject({ ...paging, subscription: text }), params);
  return page(path, [...draft.need('subscriptions', subscription, 'subscription').items.data].reverse(), cut);
}

/** The positions of a subscription, one by one. */
export const subscriptionItemRoutes: readonly ApiRoute[] = [
  { method: 'POST', path: '/v1/subscription_items', handle: add },
  { method: 'GET', path: '/v1/subscription_items', handle: list },
  { method: 'GET', path: '/v1/subscription_items/:id', handle: ({ draft, id }) => located(draft, id).item },
  { method: 'POST', path: '/v1/subscription_items/:id', handle: change },
  { method: 'DELETE', path: '/v1/subscription_items/:id', handle: remove },
];
