import type Stripe from 'stripe';
import type { Draft } from '../core/draft.js';

type Configuration = Stripe.BillingPortal.Configuration;

export interface NewConfiguration {
  features: Configuration['features'];
  businessProfile: Stripe.BillingPortal.Configuration.BusinessProfile;
  defaultReturnUrl: string | null;
  isDefault: boolean;
  isLoginPageEnabled: boolean;
  metadata: Record<string, string>;
  name: string | null;
}

/** What a portal allows until a configuration says otherwise. */
export function quietFeatures(): Configuration['features'] {
  return {
    customer_update: { allowed_updates: [], enabled: false },
    invoice_history: { enabled: true },
    payment_method_update: { enabled: true, payment_method_configuration: null },
    subscription_cancel: {
      cancellation_reason: { enabled: false, feedback_options: null, options: [] },
      enabled: true,
      mode: 'at_period_end',
      proration_behavior: 'none',
    },
    subscription_pause: { duration: { interval_options: [], type: 'indefinite' }, enabled: false },
    subscription_update: {
      billing_cycle_anchor: null,
      default_allowed_updates: [],
      enabled: false,
      products: null,
      proration_behavior: 'none',
      schedule_at_period_end: { conditions: [] },
      trial_update_behavior: 'end_trial',
    },
  };
}

/** Stores what a portal may do. */
export function createConfiguration(draft: Draft, facts: NewConfiguration): Configuration {
  const id = draft.newId('bpc_');
  const configuration = {
    id,
    object: 'billing_portal.configuration',
    active: true,
    application: null,
    business_profile: facts.businessProfile,
    created: draft.at,
    default_return_url: facts.defaultReturnUrl,
    features: facts.features,
    is_default: facts.isDefault,
    livemode: false,
    login_page: { enabled: facts.isLoginPageEnabled, url: null },
    metadata: facts.metadata,
    name: facts.name,
    updated: draft.at,
  } satisfies Configuration;
  draft.put('portalConfigurations', configuration);
  draft.emit('billing_portal.configuration.created', configuration);
  return configuration;
}

/** The account's default, as if someone had saved it in the dashboard once. */
export function defaultConfiguration(draft: Draft): Configuration {
  const saved = draft.all('portalConfigurations').find((configuration) => configuration.is_default);
  return (
    saved ??
    createConfiguration(draft, {
      features: quietFeatures(),
      businessProfile: { headline: null, privacy_policy_url: null, terms_of_service_url: null },
      defaultReturnUrl: null,
      isDefault: true,
      isLoginPageEnabled: false,
      metadata: {},
      name: null,
    })
  );
}

export interface NewPortalSession {
  configuration: Configuration;
  customer: string;
  returnUrl: string | null;
  locale: string | null;
  flow: Stripe.BillingPortal.Session.Flow | null;
}

/** A customer's way into the portal. */
export function createPortalSession(draft: Draft, facts: NewPortalSession): Stripe.BillingPortal.Session {
  const id = draft.newId('bps_');
  const session = {
    id,
    object: 'billing_portal.session',
    configuration: facts.configuration.id,
    created: draft.at,
    customer: facts.customer,
    customer_account: null,
    flow: facts.flow,
    livemode: false,
    locale: facts.locale,
    on_behalf_of: null,
    return_url: facts.returnUrl ?? facts.configuration.default_return_url,
    url: `${draft.circumstance.baseUrl}/p/session/${id}`,
  } satisfies Stripe.BillingPortal.Session;
  draft.put('portalSessions', session);
  draft.emit('billing_portal.session.created', session);
  return session;
}
