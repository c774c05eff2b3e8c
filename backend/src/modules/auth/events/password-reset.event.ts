import { DomainEvent } from '../../../platform/events/domain-event.js';
import type { Whereabouts } from './whereabouts.js';

/** A password was replaced through a reset link; every session ended. */
export class PasswordReset extends DomainEvent<{ userId: string } & Whereabouts> {
  static readonly eventName = 'user.password_reset';
  static readonly version = 1;
}
