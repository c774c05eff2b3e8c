import { DomainEvent } from '../../../platform/events/domain-event.js';

/** The whole file is there. */
export class ExportCompleted extends DomainEvent<{
  exportId: string;
  dataset: string;
  fileName: string;
  rows: number;
  bytes: number;
  requestedBy: string | null;
  expiresAt: string;
}> {
  static readonly eventName = 'export.completed';
  static readonly version = 1;
}
