import { DomainEvent } from '../../../platform/events/domain-event.js';
import type { PlanCode } from '@orbisvoice/shared-dto/values';
/** A subscription ends within a week, as was asked for. Told once per end date. */
export class SubscriptionExpiring extends DomainEvent<{
  subscriptionId: string;
  tier: PlanCode;
  planName: string;
  endsAt: string;
}> {
  static readonly eventName = 'subscription.expiring';
  static readonly version = 1;
}
