import { DomainEvent } from '../../../platform/events/domain-event.js';

/** A company signed up with a tenant's code. */
export class ReferralSignedUp extends DomainEvent<{ referralId: string; company: string }> {
  static readonly eventName = 'referral.signed_up';
  static readonly version = 1;
}
