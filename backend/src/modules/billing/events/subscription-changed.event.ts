import { DomainEvent } from '../../../platform/events/domain-event.js';
import type { PlanCode } from '@orbisvoice/shared-dto/values';
/** A running subscription went to another plan or amount. */
export class SubscriptionChanged extends DomainEvent<{
  subscriptionId: string;
  fromTier: PlanCode;
  fromPlanName: string;
  fromAmount: number;
  tier: PlanCode;
  planName: string;
  amount: number;
  currency: string;
  conversationLimit: number;
  periodStart: string;
  periodEnd: string;
}> {
  static readonly eventName = 'subscription.changed';
  static readonly version = 1;
}
