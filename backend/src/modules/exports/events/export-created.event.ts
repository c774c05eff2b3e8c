import { DomainEvent } from '../../../platform/events/domain-event.js';

/** A file was asked for; a worker writes it. */
export class ExportCreated extends DomainEvent<{ exportId: string; dataset: string }> {
  static readonly eventName = 'export.created';
  static readonly version = 1;
}
