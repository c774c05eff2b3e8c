import { DomainEvent } from '../../../platform/events/domain-event.js';
import type { PlanCode } from '@orbisvoice/shared-dto/values';
/** The plan that was to follow at the end of the period does not: the present one goes on. */
export class SubscriptionChangeWithdrawn extends DomainEvent<{
  subscriptionId: string;
  tier: PlanCode;
  planName: string;
}> {
  static readonly eventName = 'subscription.change_withdrawn';
  static readonly version = 1;
}
