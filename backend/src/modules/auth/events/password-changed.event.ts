import { DomainEvent } from '../../../platform/events/domain-event.js';
import type { Whereabouts } from './whereabouts.js';

/** A signed-in user replaced the password; every other session ended. */
export class PasswordChanged extends DomainEvent<{ userId: string } & Whereabouts> {
  static readonly eventName = 'user.password_changed';
  static readonly version = 1;
}
