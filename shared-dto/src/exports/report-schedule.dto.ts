import * as z from 'zod';
import { Email, TimeZone } from '../auth/auth.dto.js';
import { Instant, pageOf } from '../platform/page.dto.js';
import { REPORT_FREQUENCIES, REPORT_RECIPIENTS_MAX, REPORT_RUN_STATUSES, REPORT_SCHEDULES_MAX } from '../values/exports.js';

export { REPORT_RECIPIENTS_MAX, REPORT_SCHEDULES_MAX };

const Recipients = z
  .array(Email)
  .min(1)
  .max(REPORT_RECIPIENTS_MAX)
  .refine((list) => new Set(list).size === list.length, 'each address once');

/** When a report is written and to whom: the day, week, month or quarter that has ended, at an hour of the morning in a zone. */
export const CreateReportSchedule = z
  .strictObject({
    name: z.string().trim().min(1).max(80),
    frequency: z.enum(REPORT_FREQUENCIES),
    timeZone: TimeZone.optional().describe('That of the workspace unless told'),
    hour: z.int().min(0).max(23).default(7).describe('Local hour of the mail'),
    recipients: Recipients,
  })
  .meta({ id: 'CreateReportSchedule' });
export type CreateReportSchedule = z.infer<typeof CreateReportSchedule>;

export const UpdateReportSchedule = z
  .strictObject({
    name: z.string().trim().min(1).max(80).optional(),
    frequency: z.enum(REPORT_FREQUENCIES).optional(),
    timeZone: TimeZone.optional(),
    hour: z.int().min(0).max(23).optional(),
    recipients: Recipients.optional(),
    isActive: z.boolean().optional(),
  })
  .meta({ id: 'UpdateReportSchedule' });
export type UpdateReportSchedule = z.infer<typeof UpdateReportSchedule>;

export const ReportRecipient = z
  .object({ email: z.string(), isUnsubscribed: z.boolean().describe('Left by the link in a mail; only that person can come back') })
  .meta({ id: 'ReportRecipient' });
export type ReportRecipient = z.infer<typeof ReportRecipient>;

export const ReportSchedule = z
  .object({
    id: z.uuid(),
    name: z.string(),
    frequency: z.enum(REPORT_FREQUENCIES),
    timeZone: z.string(),
    hour: z.int(),
    recipients: z.array(ReportRecipient),
    isActive: z.boolean(),
    nextRunAt: Instant.nullable().describe('Null while switched off'),
    lastRun: z.object({ at: Instant, status: z.enum(REPORT_RUN_STATUSES), exportId: z.uuid().nullable() }).nullable(),
    createdAt: Instant,
  })
  .meta({ id: 'ReportSchedule' });
export type ReportSchedule = z.infer<typeof ReportSchedule>;
export const ReportSchedulePage = pageOf(ReportSchedule, 'ReportSchedulePage');
export type ReportSchedulePage = z.infer<typeof ReportSchedulePage>;
