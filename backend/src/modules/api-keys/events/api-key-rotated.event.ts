import { DomainEvent } from '../../../platform/events/domain-event.js';

/** A key was replaced; the old one works a while longer. */
export class ApiKeyRotated extends DomainEvent<{ apiKeyId: string; replacedBy: string; name: string; worksUntil: string }> {
  static readonly eventName = 'api_key.rotated';
  static readonly version = 1;
}
