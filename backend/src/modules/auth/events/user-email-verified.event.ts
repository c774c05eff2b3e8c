import { DomainEvent } from '../../../platform/events/domain-event.js';

/** The address belongs to the person: the account is open. */
export class UserEmailVerified extends DomainEvent<{ userId: string }> {
  static readonly eventName = 'user.email_verified';
  static readonly version = 1;
}
