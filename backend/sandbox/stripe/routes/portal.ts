import type Stripe from 'stripe';
import { z } from 'zod';
import { clearable, flag, mergeMetadata, metadata, paging, parseParams, text } from '../core/params.js';
import { missingResource } from '../core/problem.js';
import { page } from '../core/wire.js';
import { createConfiguration, createPortalSession, defaultConfiguration, quietFeatures } from '../objects/portal.js';
import type { ApiCall, ApiRoute } from './route.js';

const switchable = z.strictObject({ enabled: flag });
const list = <T extends z.ZodType>(entry: T) => z.union([z.literal('').transform((): z.output<T>[] => []), z.array(entry)]);
const featureParams = z.strictObject({
  customer_update: z.strictObject({ enabled: flag, allowed_updates: list(text).optional() }).optional(),
  invoice_history: switchable.optional(),
  payment_method_update: switchable.optional(),
  subscription_cancel: z
    .strictObject({
      enabled: flag,
      mode: z.enum(['at_period_end', 'immediately']).optional(),
      proration_behavior: z.enum(['always_invoice', 'create_prorations', 'none']).optional(),
      cancellation_reason: z.strictObject({ enabled: flag, options: list(text).optional() }).optional(),
    })
    .optional(),
  // Switching plans inside the portal is not offered here: it may only be said to be off.
  subscription_update: z
    .strictObject({ enabled: z.literal('false'), default_allowed_updates: list(text).optional(), products: list(text).optional() })
    .optional(),
});
const profile = z.strictObject({
  headline: clearable.optional(),
  privacy_policy_url: clearable.optional(),
  terms_of_service_url: clearable.optional(),
});
const configurationFields = {
  business_profile: profile.optional(),
  default_return_url: clearable.optional(),
  login_page: switchable.optional(),
  metadata: metadata.optional(),
  name: clearable.optional(),
};
const newConfiguration = z.strictObject({ ...configurationFields, features: featureParams });
const configurationPatch = z.strictObject({ ...configurationFields, active: flag.optional(), features: featureParams.optional() });
const newSession = z.strictObject({
  configuration: text.optional(),
  customer: text,
  flow_data: z
    .strictObject({
      type: z.enum(['payment_method_update', 'subscription_cancel']),
      subscription_cancel: z.strictObject({ subscription: text }).optional(),
      after_completion: z.strictObject({ type: z.literal('redirect'), redirect: z.strictObject({ return_url: text }) }).optional(),
    })
    .optional(),
  locale: text.optional(),
  return_url: z.url({ protocol: /^https?$/ }).optional(),
});

type Features = Stripe.BillingPortal.Configuration['features'];

function mergeFeatures(base: Features, patch: z.output<typeof featureParams> | undefined): Features {
  if (patch === undefined) return base;
  const cancel = patch.subscription_cancel;
  const reasons = cancel?.cancellation_reason;
  const was = base.subscription_cancel;
  return {
    ...base,
    customer_update:
      patch.customer_update === undefined
        ? base.customer_update
        : {
            enabled: patch.customer_update.enabled,
            allowed_updates: patch.customer_update.allowed_updates ?? base.customer_update.allowed_updates,
          },
    invoice_history: patch.invoice_history ?? base.invoice_history,
    payment_method_update: { ...base.payment_method_update, ...patch.payment_method_update },
    subscription_cancel:
      cancel === undefined
        ? was
        : {
            cancellation_reason:
              reasons === undefined
                ? was.cancellation_reason
                : { ...was.cancellation_reason, enabled: reasons.enabled, options: reasons.options ?? was.cancellation_reason.options },
            enabled: cancel.enabled,
            mode: cancel.mode ?? was.mode,
            proration_behavior: cancel.proration_behavior ?? was.proration_behavior,
          },
  };
}

function addConfiguration({ draft, params }: ApiCall): object {
  const facts = parseParams(newConfiguration, params);
  const off = { ...quietFeatures(), invoice_history: { enabled: false } };
  const { payment_method_update: method, subscription_cancel: cancel } = off;
  const base = { ...off, payment_method_update: { ...method, enabled: false }, subscription_cancel: { ...cancel, enabled: false } };
  return createConfiguration(draft, {
    features: mergeFeatures(base, facts.features),
    businessProfile: { headline: null, privacy_policy_url: null, terms_of_service_url: null, ...defined(facts.business_profile) },
    defaultReturnUrl: facts.default_return_url ?? null,
    isDefault: false,
    isLoginPageEnabled: facts.login_page?.enabled ?? false,
    metadata: mergeMetadata({}, facts.metadata),
    name: facts.name ?? null,
  });
}

function defined(value: object | undefined): object {
  return Object.fromEntries(Object.entries(value ?? {}).filter(([, field]) => field !== undefined));
}

function changeConfiguration({ draft, id, params }: ApiCall): object {
  const current = draft.need('portalConfigurations', id);
  const facts = parseParams(configurationPatch, params);
  const next = draft.put('portalConfigurations', {
    ...current,
    active: facts.active ?? current.active,
    business_profile: { ...current.business_profile, ...defined(facts.business_profile) },
    default_return_url: facts.default_return_url === undefined ? current.default_return_url : facts.default_return_url,
    features: mergeFeatures(current.features, facts.features),
    login_page: { ...current.login_page, ...facts.login_page },
    metadata: mergeMetadata(current.metadata ?? {}, facts.metadata),
    name: facts.name === undefined ? current.name : facts.name,
    updated: draft.at,
  });
  draft.emit('billing_portal.configuration.updated', next);
  return next;
}

function listConfigurations({ draft, params, path }: ApiCall): object {
  const schema = z.strictObject({ ...paging, active: flag.optional(), is_default: flag.optional() });
  const { active, is_default: isDefault, ...cut } = parseParams(schema, params);
  const found = draft
    .all('portalConfigurations')
    .filter((entry) => (active === undefined || entry.active === active) && (isDefault === undefined || entry.is_default === isDefault));
  return page(path, found, cut);
}

function addSession({ draft, params }: ApiCall): object {
  const facts = parseParams(newSession, params);
  draft.need('customers', facts.customer, 'customer');
  const configuration =
    facts.configuration === undefined
      ? defaultConfiguration(draft)
      : draft.need('portalConfigurations', facts.configuration, 'configuration');
  return createPortalSession(draft, {
    configuration,
    customer: facts.customer,
    returnUrl: facts.return_url ?? null,
    locale: facts.locale ?? null,
    flow: facts.flow_data === undefined ? null : flowOf({ draft, customer: facts.customer }, facts.flow_data),
  });
}

function flowOf(
  { draft, customer }: Pick<ApiCall, 'draft'> & { customer: string },
  data: NonNullable<z.output<typeof newSession>['flow_data']>,
): Stripe.BillingPortal.Session.Flow {
  const param = 'flow_data[subscription_cancel][subscription]';
  const target = data.type === 'subscription_cancel' ? (data.subscription_cancel?.subscription ?? '') : null;
  if (target !== null && draft.need('subscriptions', target, param).customer !== customer)
    throw missingResource('subscription', target, param);
  const after = data.after_completion;
  return {
    after_completion: {
      hosted_confirmation: null,
      redirect: after === undefined ? null : after.redirect,
      type: after?.type ?? 'portal_homepage',
    },
    customer_update: null,
    subscription_cancel: target === null ? null : { retention: null, subscription: target },
    subscription_pause: null,
    subscription_update: null,
    subscription_update_confirm: null,
    type: data.type,
  } satisfies Stripe.BillingPortal.Session.Flow;
}

/** The billing portal's sessions and configurations. */
export const portalRoutes: readonly ApiRoute[] = [
  { method: 'POST', path: '/v1/billing_portal/configurations', handle: addConfiguration },
  { method: 'GET', path: '/v1/billing_portal/configurations', handle: listConfigurations },
  {
    method: 'GET',
    path: '/v1/billing_portal/configurations/:id',
    handle: ({ draft, id }) => draft.need('portalConfigurations', id),
  },
  { method: 'POST', path: '/v1/billing_portal/configurations/:id', handle: changeConfiguration },
  { method: 'POST', path: '/v1/billing_portal/sessions', handle: addSession },
];
