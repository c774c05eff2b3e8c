import { DomainEvent } from '../../../platform/events/domain-event.js';

/** No message came through to an endpoint for a day. Told once until it works again. */
export class WebhookEndpointFailing extends DomainEvent<{
  endpointId: string;
  /** Where it leads, without path and query: they may hold keys. */
  origin: string;
  failingSince: string;
}> {
  static readonly eventName = 'webhook_endpoint.failing';
  static readonly version = 1;
}
