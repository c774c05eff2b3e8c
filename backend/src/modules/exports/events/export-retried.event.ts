import { DomainEvent } from '../../../platform/events/domain-event.js';

/** A file that came to nothing, or is gone, was asked for again. */
export class ExportRetried extends DomainEvent<{ exportId: string; dataset: string; generation: number }> {
  static readonly eventName = 'export.retried';
  static readonly version = 1;
}
