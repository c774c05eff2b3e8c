import { DomainEvent } from '../../../platform/events/domain-event.js';
import type { PlanCode } from '@orbisvoice/shared-dto/values';
/** A running subscription will end with its period. Until then nothing changes, and it can be resumed. */
export class SubscriptionCancelScheduled extends DomainEvent<{
  subscriptionId: string;
  tier: PlanCode;
  planName: string;
  endsAt: string;
  reason: string | null;
}> {
  static readonly eventName = 'subscription.cancel_scheduled';
  static readonly version = 1;
}
