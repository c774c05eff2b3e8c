import { DomainEvent } from '../../../platform/events/domain-event.js';
import type { BillingInterval, PlanCode } from '@orbisvoice/shared-dto/values';
/**
 * Another plan follows at the end of the paid period. Until then nothing changes, and it can be taken back. `amount` is what the present plan
 * costs per month, `toPrice` what the next one costs per `toInterval`, before discounts; both in minor units.
 */
export class SubscriptionChangeScheduled extends DomainEvent<{
  subscriptionId: string;
  tier: PlanCode;
  planName: string;
  amount: number;
  currency: string;
  toTier: PlanCode;
  toPlanName: string;
  toConversationLimit: number;
  toPrice: number;
  toInterval: BillingInterval;
  effectiveAt: string;
}> {
  static readonly eventName = 'subscription.change_scheduled';
  static readonly version = 1;
}
