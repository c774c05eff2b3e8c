import { DomainEvent } from '../../../platform/events/domain-event.js';
import type { BillingInterval, PlanCode } from '@orbisvoice/shared-dto/values';
/** Another plan follows at the end of the paid period. Until then nothing changes, and it can be taken back. */
export class SubscriptionChangeScheduled extends DomainEvent<{
  subscriptionId: string;
  tier: PlanCode;
  planName: string;
  toTier: PlanCode;
  toPlanName: string;
  toInterval: BillingInterval;
  effectiveAt: string;
}> {
  static readonly eventName = 'subscription.change_scheduled';
  static readonly version = 1;
}
