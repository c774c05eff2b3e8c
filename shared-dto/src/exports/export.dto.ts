import * as z from 'zod';
import { TimeZone } from '../auth/auth.dto.js';
import { checkVisitor, conversationFilters } from '../conversations/conversation.dto.js';
import { DayOrInstant, Instant, KeysetQuery, checkBounds, keysetOf } from '../platform/page.dto.js';
import { ReferralChannelName } from '../referrals/referral.dto.js';
import { ANALYTICS_INTERVALS, FUNNEL_MODES, FUNNEL_STEPS } from '../values/analytics.js';
import { EXPORT_STATUS_FILTERS, exportChannels, exportStatuses } from '../values/export-words.js';
import { EXPORT_DATASET_NAMES, EXPORT_DATASETS, EXPORT_FORMATS, EXPORT_STATUSES, type ExportDataset } from '../values/exports.js';
import { HOLD_FILTERS, TOOL_ATTEMPT_FILTERS } from '../values/row-filters.js';
import { USAGE_EVENT_STATES } from '../values/statuses.js';
import { WEBHOOK_EVENTS } from '../values/webhooks.js';

/** What narrows an export. A filter the dataset does not know is refused with its name; nothing is ever cut short by itself. */
export const ExportFilters = z
  .strictObject({
    from: DayOrInstant.optional().describe('First local day; an instant where rows are no figures of days'),
    to: DayOrInstant.optional().describe('Exclusive: the local day after the last one, or likewise an instant'),
    timeZone: TimeZone.optional().describe('Zone of the days and hours; that of the workspace unless told'),
    interval: z.enum(ANALYTICS_INTERVALS).optional().describe('For the datasets over time'),
    tool: z.string().min(1).max(64).optional().describe('Of tool executions: its name, exactly'),
    attempts: z
      .enum(TOOL_ATTEMPT_FILTERS)
      .optional()
      .describe('Of tool executions: `last` is one for each call, `retried` the last one of each call that had several'),
    cause: z
      .string()
      .min(1)
      .max(400)
      .optional()
      .describe('Of tool executions that came to nothing: why, as the report on agents names it, in any spelling of capitals'),
    search: z.string().trim().min(1).max(100).optional().describe('Of agents: part of their name'),
    isActive: z.boolean().optional().describe('Of agents: whether they take conversations'),
    isDeleted: z.boolean().optional().describe('Of agents: the list has none that were deleted'),
    step: z
      .enum(FUNNEL_STEPS)
      .optional()
      .describe('Of widget visits: those that reached it; reported visits without an impression are no step'),
    funnel: z.enum(FUNNEL_MODES).optional().describe('How a `step` is reached, which it needs; `sequential` unless told'),
    state: z.enum(USAGE_EVENT_STATES).optional().describe('Of usage events'),
    invoiceId: z.uuid().optional().describe('Of usage events: those behind the lines of this invoice'),
    hold: z.enum(HOLD_FILTERS).optional().describe('Of referrals that converted: whether what they earn may still be taken back'),
    endpointId: z.uuid().optional().describe('Of webhook deliveries'),
    event: z.enum(WEBHOOK_EVENTS).optional().describe('Of webhook deliveries'),
    dataset: z.enum(EXPORT_DATASET_NAMES).optional().describe('Of exports: what they hold'),
    ...conversationFilters({ flag: z.boolean(), weekday: z.int().min(1).max(7), hour: z.int().min(0).max(23) }),
    status: z.enum(EXPORT_STATUS_FILTERS).optional().describe('One that the list of the dataset knows'),
    channel: ReferralChannelName.optional().describe('One that the list of the dataset knows; of referrals as a link may name it'),
  })
  .superRefine(checkBounds)
  .superRefine(checkVisitor)
  .superRefine(({ step, funnel }, context) => {
    if (funnel !== undefined && step === undefined)
      context.addIssue({ code: 'custom', path: ['step'], message: 'is needed to read the funnel either way' });
  });
export type ExportFilters = z.infer<typeof ExportFilters>;

/** Filters with a word that only other datasets take, and the words this one takes. One that takes none does not know the filter: who asks is told that. */
function foreignWords(dataset: ExportDataset, { status, channel }: ExportFilters): { field: string; words: readonly string[] }[] {
  const all = [
    { field: 'status', value: status, words: exportStatuses(dataset) },
    { field: 'channel', value: channel, words: exportChannels(dataset) ?? [] },
  ];
  const known: readonly string[] = EXPORT_DATASETS[dataset].filters;
  return all.filter(
    ({ field, value, words }) => value !== undefined && known.includes(field) && words.length > 0 && !words.includes(value),
  );
}

export const CreateExport = z
  .strictObject({
    dataset: z.enum(EXPORT_DATASET_NAMES),
    format: z.enum(EXPORT_FORMATS).default('csv').describe('`json` is JSON lines: one object a line'),
    filters: ExportFilters.default({}),
    hasByteOrderMark: z.boolean().default(false).describe('A UTF-8 mark before the CSV, which older spreadsheets need'),
  })
  .superRefine(({ dataset, format }, context) => {
    const formats: readonly string[] = EXPORT_DATASETS[dataset].formats;
    if (!formats.includes(format))
      context.addIssue({ code: 'custom', path: ['format'], message: `is one of ${formats.join(', ')} for this dataset` });
  })
  .superRefine(({ dataset, filters }, context) => {
    for (const { field, words } of foreignWords(dataset, filters))
      context.addIssue({ code: 'custom', path: ['filters', field], message: `is one of ${words.join(', ')} for this dataset` });
  })
  .meta({ id: 'CreateExport' });
export type CreateExport = z.infer<typeof CreateExport>;

export const Export = z
  .object({
    id: z.uuid(),
    dataset: z.enum(EXPORT_DATASET_NAMES),
    format: z.enum(EXPORT_FORMATS),
    filters: ExportFilters,
    status: z.enum(EXPORT_STATUSES),
    rows: z.int().describe('Rows written so far; all of them once completed'),
    rowsExpected: z.int().nullable().describe('An estimate until they are counted; null before there is one'),
    bytes: z.int(),
    fileName: z.string(),
    failure: z.string().nullable().describe('A stable code of why it failed'),
    requestedBy: z.string().nullable().describe('Name of the person; null for an API key or somebody who left'),
    createdAt: Instant,
    finishedAt: Instant.nullable(),
    expiresAt: Instant.nullable().describe('When the file is deleted'),
  })
  .meta({ id: 'Export' });
export type Export = z.infer<typeof Export>;
export const ExportList = keysetOf(Export, 'ExportList');
export type ExportList = z.infer<typeof ExportList>;

export const ExportQuery = KeysetQuery.extend({
  status: z.enum(EXPORT_STATUSES).optional(),
  dataset: z.enum(EXPORT_DATASET_NAMES).optional(),
});
export type ExportQuery = z.infer<typeof ExportQuery>;

/** A link that works without a session, for a short while and for this file alone. */
export const ExportDownload = z.object({ url: z.string(), fileName: z.string(), expiresAt: Instant }).meta({ id: 'ExportDownload' });
export type ExportDownload = z.infer<typeof ExportDownload>;
