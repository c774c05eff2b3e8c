import { DomainEvent } from '../../../platform/events/domain-event.js';

/** A new account with its own tenant. The mail that welcomes carries the verification link, minted when it is rendered. */
export class UserSignedUp extends DomainEvent<{ userId: string; referralCode: string | null }> {
  static readonly eventName = 'user.signed_up';
  static readonly version = 1;
}
