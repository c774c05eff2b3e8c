import { DomainEvent } from '../../../platform/events/domain-event.js';

/** A key was ended at once. */
export class ApiKeyRevoked extends DomainEvent<{ apiKeyId: string; name: string; prefix: string }> {
  static readonly eventName = 'api_key.revoked';
  static readonly version = 1;
}
