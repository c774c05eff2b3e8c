import * as z from 'zod';
import { TimeZone } from '../auth/auth.dto.js';
import { checkVisitor, conversationFilters } from '../conversations/conversation.dto.js';
import { DayOrInstant, Instant, KeysetQuery, checkBounds, keysetOf } from '../platform/page.dto.js';
import { ANALYTICS_INTERVALS } from '../values/analytics.js';
import { EXPORT_DATASET_NAMES, EXPORT_DATASETS, EXPORT_FORMATS, EXPORT_STATUSES } from '../values/exports.js';
import { TOOL_ATTEMPT_FILTERS } from '../values/row-filters.js';

/** What narrows an export. A filter the dataset does not know is refused with its name; nothing is ever cut short by itself. */
export const ExportFilters = z
  .strictObject({
    from: DayOrInstant.optional().describe('First local day; an instant where rows are no figures of days'),
    to: DayOrInstant.optional().describe('Exclusive: the local day after the last one, or likewise an instant'),
    timeZone: TimeZone.optional().describe('Zone of the days and hours; that of the workspace unless told'),
    interval: z.enum(ANALYTICS_INTERVALS).optional().describe('For the datasets over time'),
    attempts: z
      .enum(TOOL_ATTEMPT_FILTERS)
      .optional()
      .describe('Of tool executions: `last` is one for each call, `retried` the last one of each call that had several'),
    ...conversationFilters({ flag: z.boolean(), weekday: z.int().min(1).max(7), hour: z.int().min(0).max(23) }),
  })
  .superRefine(checkBounds)
  .superRefine(checkVisitor);
export type ExportFilters = z.infer<typeof ExportFilters>;

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
