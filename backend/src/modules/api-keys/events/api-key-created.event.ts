import { DomainEvent } from '../../../platform/events/domain-event.js';

/** A tenant gave its software a key. */
export class ApiKeyCreated extends DomainEvent<{ apiKeyId: string; name: string; prefix: string; createdBy: string | null }> {
  static readonly eventName = 'api_key.created';
  static readonly version = 1;
}
