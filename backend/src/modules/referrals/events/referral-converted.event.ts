import { DomainEvent } from '../../../platform/events/domain-event.js';

/** A referred company paid its first invoice. `convertedTotal` counts this one. */
export class ReferralConverted extends DomainEvent<{ referralId: string; company: string; convertedTotal: number }> {
  static readonly eventName = 'referral.converted';
  static readonly version = 1;
}
