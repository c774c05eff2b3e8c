import { DomainEvent } from '../../../platform/events/domain-event.js';

/** The platform switched an endpoint off: it said that it is gone, or nothing came through for days. */
export class WebhookEndpointDisabled extends DomainEvent<{
  endpointId: string;
  /** Where it led, without path and query: they may hold keys. */
  origin: string;
  reason: 'gone' | 'failing';
  failingSince: string;
}> {
  static readonly eventName = 'webhook_endpoint.disabled';
  static readonly version = 1;
}
