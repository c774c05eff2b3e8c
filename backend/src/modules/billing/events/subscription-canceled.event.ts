import { DomainEvent } from '../../../platform/events/domain-event.js';
import type { PlanCode } from '@orbisvoice/shared-dto/values';
/** A subscription ended; the tenant is on the free plan. `tier` is the plan that ended. */
export class SubscriptionCanceled extends DomainEvent<{
  subscriptionId: string;
  tier: PlanCode;
  planName: string;
  endedAt: string;
  reason: string | null;
}> {
  static readonly eventName = 'subscription.canceled';
  static readonly version = 1;
}
