import { DomainEvent } from '../../../platform/events/domain-event.js';
import type { PlanCode } from '@orbisvoice/shared-dto/values';
/** A payment of a running subscription is overdue. The plan keeps its access until `graceEndsAt`. */
export class SubscriptionPastDue extends DomainEvent<{
  subscriptionId: string;
  tier: PlanCode;
  planName: string;
  since: string;
  graceEndsAt: string;
}> {
  static readonly eventName = 'subscription.past_due';
  static readonly version = 1;
}
