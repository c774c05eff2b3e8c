import { DomainEvent } from '../../../platform/events/domain-event.js';
import type { PlanCode } from '@orbisvoice/shared-dto/values';
/** A trial ends in about three days. `amount` is what the first payment takes, in minor units, before discounts and tax. */
export class SubscriptionTrialEnding extends DomainEvent<{
  subscriptionId: string;
  tier: PlanCode;
  planName: string;
  trialEndsAt: string;
  amount: number;
  currency: string;
}> {
  static readonly eventName = 'subscription.trial_ending';
  static readonly version = 1;
}
