import type { Provider } from '@nestjs/common';
import { EndpointVersion } from './endpoint-version.js';
import { StripeCatalogueSyncGateway } from './stripe-catalogue-sync.gateway.js';
import { StripeCatalogueGateway } from './stripe-catalogue.gateway.js';
import { StripeChangeGateway } from './stripe-change.gateway.js';
import { StripeChargeGateway } from './stripe-charge.gateway.js';
import { StripeCheckoutGateway } from './stripe-checkout.gateway.js';
import { StripeDashboard } from './stripe-dashboard.js';
import { StripeEventApplier } from './stripe-event.applier.js';
import { StripeEventProcessor } from './stripe-event.processor.js';
import { StripeEventRegistry } from './stripe-event.registry.js';
import { StripeInvoiceGateway } from './stripe-invoice.gateway.js';
import { StripeIntegrations } from './stripe-integrations.js';
import { StripeListsGateway } from './stripe-lists.gateway.js';
import { StripeOverageGateway } from './stripe-overage.gateway.js';
import { StripePortalGateway } from './stripe-portal.gateway.js';
import { StripeProfileGateway } from './stripe-profile.gateway.js';
import { StripeScheduleGateway } from './stripe-schedule.gateway.js';
import { StripeTenants } from './stripe-tenants.js';
import { StripeTermsGateway } from './stripe-terms.gateway.js';
import { StripeClient } from './stripe.client.js';
import { StripeGateway } from './stripe.gateway.js';
import { familyProviders } from './stripe-event-families.js';

/** All that speaks to Stripe or reads what it sends. */
export const STRIPE_PROVIDERS: readonly Provider[] = [
  ...familyProviders,
  EndpointVersion,
  StripeCatalogueGateway,
  StripeCatalogueSyncGateway,
  StripeChangeGateway,
  StripeChargeGateway,
  StripeCheckoutGateway,
  StripeClient,
  StripeDashboard,
  StripeEventApplier,
  StripeEventProcessor,
  StripeEventRegistry,
  StripeGateway,
  StripeInvoiceGateway,
  StripeIntegrations,
  StripeListsGateway,
  StripeOverageGateway,
  StripePortalGateway,
  StripeProfileGateway,
  StripeScheduleGateway,
  StripeTenants,
  StripeTermsGateway,
];
