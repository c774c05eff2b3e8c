import type { AlertRuleKey, AlertSeverity } from '@orbisvoice/shared-dto/values';
import { DomainEvent } from '../../../platform/events/domain-event.js';

/** A hit as a mail tells it; names no person. */
export interface ToldAlert {
  readonly id: string;
  readonly rule: AlertRuleKey;
  readonly severity: AlertSeverity;
  readonly title: string;
  readonly state: string;
  readonly subject: string;
  readonly measure: string;
  readonly limit: string;
  readonly firstAt: string;
  readonly lastAt: string;
}

/** Staff of this tenant are to read of these hits, worst first, in one mail each. */
export class AlertsTold extends DomainEvent<{
  /** What makes the fact: a batch that is told twice is one mail. */
  batch: string;
  staffIds: readonly string[];
  alerts: readonly ToldAlert[];
  /** Hits that are not listed. */
  more: number;
}> {
  static readonly eventName = 'alert.told';
  static readonly version = 1;
}
