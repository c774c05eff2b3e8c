import type { ReportSchedule } from '@orbisvoice/shared-dto';
import type { LastRun, RecipientRow, ScheduleRow } from '../persistence/report-schedule.js';

/** What is shown beside a schedule. */
export interface ScheduleParts {
  readonly recipients: readonly RecipientRow[];
  readonly lastRun: LastRun | null;
}

/** A schedule as the API tells it. */
export const toReportSchedule = (row: ScheduleRow, { recipients, lastRun }: ScheduleParts): ReportSchedule => ({
  id: row.id,
  name: row.name,
  frequency: row.frequency,
  timeZone: row.timeZone,
  hour: row.hour,
  recipients: recipients.map(({ email, unsubscribedAt }) => ({ email, isUnsubscribed: unsubscribedAt !== null })),
  isActive: row.isActive,
  nextRunAt: row.nextRunAt?.toISOString() ?? null,
  lastRun: lastRun && { at: lastRun.startedAt.toISOString(), status: lastRun.status, exportId: lastRun.exportId },
  createdAt: row.createdAt.toISOString(),
});
