import { DomainEvent } from '../../../platform/events/domain-event.js';
import type { Whereabouts } from './whereabouts.js';

/** A reset link is wanted. `signed_up_again`: the address already has an account; the mail says so and offers the reset. */
export class PasswordResetRequested extends DomainEvent<{ userId: string; reason: 'forgotten' | 'signed_up_again' } & Whereabouts> {
  static readonly eventName = 'user.password_reset_requested';
  static readonly version = 1;
}
