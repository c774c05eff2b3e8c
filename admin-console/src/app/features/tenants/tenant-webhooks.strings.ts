import {
  WEBHOOK_DISABLED_AFTER_HOURS,
  WEBHOOK_KEPT_DAYS,
  WEBHOOK_TIMEOUT_SECONDS,
  type WebhookDeliveryStatus,
  type WebhookDisabledReason,
  type WebhookTryError,
} from '@orbisvoice/shared-dto/values';
import type { Tone } from '@orbisvoice/shared-ui/ui';

export const DELIVERY_STATUS_NAMES: Readonly<Record<WebhookDeliveryStatus, string>> = {
  pending: 'Waiting',
  succeeded: 'Delivered',
  failed: 'Failed',
};
export const DELIVERY_STATUS_TONES: Readonly<Record<WebhookDeliveryStatus, Tone>> = {
  pending: 'info',
  succeeded: 'success',
  failed: 'danger',
};

/** Why nothing is sent to an endpoint. */
export const DISABLED_REASONS: Readonly<Record<WebhookDisabledReason, string>> = {
  by_hand: 'by somebody of the workspace',
  gone: 'it answered 410 Gone',
  failing: `no try came through for ${WEBHOOK_DISABLED_AFTER_HOURS / 24} days`,
};

/** Why a try came to nothing; a refusal is said with the status that was answered. */
export const TRY_ERROR_WORDS: Readonly<Record<WebhookTryError, string>> = {
  status: 'Refused',
  timed_out: `No answer within ${WEBHOOK_TIMEOUT_SECONDS} seconds`,
  name_not_found: 'The name of the address is unknown to DNS',
  no_connection: 'Nothing took the connection',
  certificate: 'Its certificate is not trusted',
  not_public: 'The name leads into a private network',
};

/** Words of the webhooks that leave for a tenant's own systems. What comes in from Stripe has other words. */
export const WEBHOOKS = {
  title: 'Webhooks out',
  intro: 'What we send to this tenant’s own systems. What Stripe sends to us:',
  inbound: 'Events from Stripe',
  endpoints: 'Endpoints that are called',
  endpointsCaption: 'Endpoints of this tenant, the newest first',
  endpointColumns: {
    address: 'Endpoint',
    events: 'Events',
    state: 'State',
    health: 'Last 24 hours',
    last: 'Last delivery',
    created: 'Created',
  },
  originOnly: 'Paths of addresses may hold keys: the tenant alone sees them.',
  whileOff: 'What happens while an endpoint is off is not told to it later; what waited before is.',
  allEvents: (count: number) => `All ${count} events`,
  moreEvents: (count: number) => `${count} more`,
  states: { on: 'On', failing: 'Failing', off: 'Off' },
  failingSince: 'No try came through since',
  twoSecrets: 'Signed with two secrets until',
  quiet: 'Nothing to deliver',
  never: 'None yet',
  deliveriesOf: (name: string) => `Deliveries to ${name}`,
  deliveriesShort: 'Deliveries',
  audit: 'Audit log',
  auditOf: (name: string) => `Audit log of ${name}`,
  ofEndpoint: (what: string, name: string) => `${what}: ${name}`,
  noEndpoint: 'No endpoint yet',
  noEndpointText: 'This tenant has set up no address to be called at, or deleted all of them.',
  deliveries: 'Deliveries that went out',
  deliveriesNote: `Each event to each endpoint, kept for ${WEBHOOK_KEPT_DAYS} days. Newest first; times are UTC.`,
  deliveryCaption: 'Deliveries to this tenant’s endpoints, newest first',
  filters: { endpoint: 'Endpoint', status: 'State', event: 'Event' },
  goneEndpoint: 'An endpoint that is gone',
  deliveryColumns: { event: 'Event', endpoint: 'Endpoint', status: 'State', tries: 'Tries', next: 'Next try', occurred: 'Happened' },
  test: 'Test',
  message: 'webhook-id',
  answered: (status: number) => `Answered ${status}`,
  untried: 'Not tried yet',
  due: 'Due now',
  held: 'When the endpoint is on again',
  heldByTenant: 'When the tenant is active again',
  noNext: 'None',
  empty: 'Nothing was sent yet',
  emptyText: 'Deliveries appear here as soon as something happens that an endpoint hears of.',
  emptyFiltered: 'No delivery matches these filters',
  emptyFilteredText: 'Choose another endpoint, state or event.',
} as const;
