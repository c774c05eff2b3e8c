import { DomainEvent } from '../../../platform/events/domain-event.js';

/** The first request with a key arrived: the integration works. */
export class ApiKeyUsedFirst extends DomainEvent<{ apiKeyId: string; name: string }> {
  static readonly eventName = 'api_key.used_first';
  static readonly version = 1;
}
