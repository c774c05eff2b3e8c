import { DomainEvent } from '../../../platform/events/domain-event.js';

/** A signed-in user replaced the password; every other session ended. */
export class PasswordChanged extends DomainEvent<{ userId: string }> {
  static readonly eventName = 'user.password_changed';
  static readonly version = 1;
}
