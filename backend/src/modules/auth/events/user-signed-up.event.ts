import { DomainEvent } from '../../../platform/events/domain-event.js';

/** A new account with its own tenant, and the link that brought it; releases before channels wrote none. The mail that welcomes carries the verification link, minted when it is rendered. */
export class UserSignedUp extends DomainEvent<{ userId: string; referralCode: string | null; referralChannel?: string | null }> {
  static readonly eventName = 'user.signed_up';
  static readonly version = 1;
}
