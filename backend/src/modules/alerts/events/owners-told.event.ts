import type { OwnerAlertRule } from '@orbisvoice/shared-dto/values';
import { DomainEvent } from '../../../platform/events/domain-event.js';

/** One counted fact, as the owners of a workspace are told of it. */
export interface OwnersFact {
  readonly at: string;
  readonly action: string | null;
  readonly network: string | null;
  readonly country: string | null;
}

/** The owners of this tenant are to know what was noticed about one of their people or keys. */
export class OwnersTold extends DomainEvent<{
  /** What makes the fact: each opening of a hit is told once. */
  stepId: string;
  rule: OwnerAlertRule;
  subjectKind: 'user' | 'api_key';
  subjectId: string;
  /** Of a key; names of people are looked up when the mail is written. */
  keyName: string | null;
  count: number;
  peak: number;
  /** Within which the peak was counted, such as `15 minutes`. */
  span: string;
  firstAt: string;
  lastAt: string;
  /** Newest first, the latest few. */
  facts: readonly OwnersFact[];
}> {
  static readonly eventName = 'alert.owners_told';
  static readonly version = 1;
}
