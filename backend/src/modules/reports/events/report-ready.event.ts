import { DomainEvent } from '../../../platform/events/domain-event.js';

/** The document of a scheduled report is there, and may be sent. */
export class ReportReady extends DomainEvent<{ runId: string; scheduleId: string; exportId: string; bytes: number }> {
  static readonly eventName = 'report.ready';
  static readonly version = 1;
}
