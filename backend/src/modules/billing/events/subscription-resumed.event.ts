import { DomainEvent } from '../../../platform/events/domain-event.js';
import type { PlanCode } from '@orbisvoice/shared-dto/values';
/** A scheduled cancellation was taken back. */
export class SubscriptionResumed extends DomainEvent<{
  subscriptionId: string;
  tier: PlanCode;
  planName: string;
  amount: number;
  currency: string;
  renewsAt: string;
}> {
  static readonly eventName = 'subscription.resumed';
  static readonly version = 1;
}
