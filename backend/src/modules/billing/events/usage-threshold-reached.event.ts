import { DomainEvent } from '../../../platform/events/domain-event.js';

/** Usage reached 80 or 100 % of the limit of a period. Written by the metering SQL (usage_announce), in the transaction that crosses it. */
export class UsageThresholdReached extends DomainEvent<{
  threshold: number;
  used: number;
  limit: number;
  ceiling: number;
  periodStart: string;
  resetsAt: string;
}> {
  static readonly eventName = 'usage.threshold_reached';
  static readonly version = 1;
}
