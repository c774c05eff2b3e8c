import { DomainEvent } from '../../../platform/events/domain-event.js';

/** Nothing came of it, and nothing tries again by itself. */
export class ExportFailed extends DomainEvent<{
  exportId: string;
  dataset: string;
  fileName: string;
  failure: string;
  requestedBy: string | null;
}> {
  static readonly eventName = 'export.failed';
  static readonly version = 1;
}
