import { DomainEvent } from '../../../platform/events/domain-event.js';

/** The payment that converted a referral went back in full, or was contested with success. `convertedTotal` does not count it any more. */
export class ReferralReversed extends DomainEvent<{ referralId: string; company: string; convertedTotal: number }> {
  static readonly eventName = 'referral.reversed';
  static readonly version = 1;
}
