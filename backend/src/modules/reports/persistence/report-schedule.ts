import type { ReportFrequency, ReportRunStatus } from '@orbisvoice/shared-dto/values';
import type { ReportPeriod, ReportTiming } from '../domain/report-calendar.js';

/** A schedule as it is kept. */
export interface ScheduleRow extends ReportTiming {
  readonly id: string;
  readonly name: string;
  readonly frequency: ReportFrequency;
  readonly isActive: boolean;
  readonly nextRunAt: Date | null;
  readonly createdAt: Date;
}

/** Somebody a schedule writes to. */
export interface RecipientRow {
  readonly email: string;
  /** Null for an address that is nobody's account, such as the billing address. */
  readonly userId: string | null;
  readonly unsubscribedAt: Date | null;
}

/** Whom a list names. */
export type ListedRecipient = Pick<RecipientRow, 'email' | 'userId'>;

/** The latest run of a schedule. */
export interface LastRun {
  readonly scheduleId: string;
  readonly startedAt: Date;
  readonly status: ReportRunStatus;
  readonly exportId: string | null;
}

/** A run to be written down. */
export interface NewRun extends ReportPeriod {
  readonly id: string;
  readonly scheduleId: string;
  /** Who sends it to themselves to see it. */
  readonly testFor: string | null;
  readonly startedAt: Date;
}
