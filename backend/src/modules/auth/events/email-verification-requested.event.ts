import { DomainEvent } from '../../../platform/events/domain-event.js';

/** Somebody with the right password, or signing up again, still has to prove the address: send the link again. */
export class EmailVerificationRequested extends DomainEvent<{ userId: string }> {
  static readonly eventName = 'user.email_verification_requested';
  static readonly version = 1;
}
