import { DomainEvent } from '../../../platform/events/domain-event.js';
import type { PlanCode } from '@orbisvoice/shared-dto/values';
/** An overdue subscription was paid and runs on. */
export class SubscriptionRecovered extends DomainEvent<{
  subscriptionId: string;
  tier: PlanCode;
  planName: string;
  renewsAt: string;
}> {
  static readonly eventName = 'subscription.recovered';
  static readonly version = 1;
}
