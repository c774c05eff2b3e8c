import { DomainEvent } from '../../../platform/events/domain-event.js';
import type { PlanCode } from '@orbisvoice/shared-dto/values';
/** A tenant has a running subscription where it had none. `amount` is per month, in minor units. */
export class SubscriptionCreated extends DomainEvent<{
  subscriptionId: string;
  tier: PlanCode;
  planName: string;
  amount: number;
  currency: string;
  conversationLimit: number;
  periodStart: string;
  periodEnd: string;
}> {
  static readonly eventName = 'subscription.created';
  static readonly version = 1;
}
