import * as z from 'zod';
import { Instant, KeysetQuery } from '../platform/page.dto.js';
import { TENANT_STATUSES } from '../values/statuses.js';
import { BULK_ACTIONS, BULK_OUTCOMES, BULK_REASONS, BULK_RUN_ACTIONS, BULK_RUN_STATUSES } from '../values/tenant-list.js';
import { StaffReason } from './standing.dto.js';
import { TenantFilter } from './tenant-list.dto.js';

/** Rows that were ticked, or all that a filter finds. */
export const TenantSelection = z
  .union([z.strictObject({ ids: z.array(z.uuid()).min(1).max(500) }), z.strictObject({ filter: TenantFilter })])
  .meta({ id: 'TenantSelection' });
export type TenantSelection = z.infer<typeof TenantSelection>;

export const PreviewTenantBulk = z
  .strictObject({ action: z.enum(BULK_ACTIONS), selection: TenantSelection })
  .meta({ id: 'PreviewTenantBulk' });
export type PreviewTenantBulk = z.infer<typeof PreviewTenantBulk>;

/** What an action would do to a selection, counted at this moment. Nothing is changed by looking. */
export const TenantBulkPreview = z
  .object({
    action: z.enum(BULK_ACTIONS),
    total: z.int().describe('Tenants selected'),
    willChange: z.int(),
    notPossible: z.int().describe('In that standing already, banned, or erased'),
    protected: z.int().describe('Staff belong to it'),
    gone: z.int().describe('Selected ids that no tenant has'),
    agents: z.int().describe('Agents that stop, or run again'),
    liveConversations: z.int(),
    mails: z.int().describe('Owners who are told'),
    set: z.string().describe('Names the tenants selected; another selection has another name'),
    asOf: Instant,
  })
  .meta({ id: 'TenantBulkPreview' });
export type TenantBulkPreview = z.infer<typeof TenantBulkPreview>;

export const StartTenantBulk = PreviewTenantBulk.extend({
  reason: StaffReason,
  expectedTotal: z.int().min(1).max(1_000_000).describe('How many the preview counted; when that has changed meanwhile, nothing is done'),
  expectedSet: z
    .string()
    .max(64)
    .optional()
    .describe('The `set` of the preview, needed with a filter: when other tenants match meanwhile, nothing is done'),
})
  .refine(({ selection, expectedSet }) => 'ids' in selection || expectedSet !== undefined, {
    path: ['expectedSet'],
    error: 'the `set` of the preview is needed with a filter',
  })
  .meta({ id: 'StartTenantBulk' });
export type StartTenantBulk = z.infer<typeof StartTenantBulk>;
export const UndoTenantBulk = z.strictObject({ reason: StaffReason }).meta({ id: 'UndoTenantBulk' });
export type UndoTenantBulk = z.infer<typeof UndoTenantBulk>;

export const TenantBulkRun = z
  .object({
    id: z.uuid(),
    action: z.enum(BULK_RUN_ACTIONS),
    reason: z.string(),
    status: z.enum(BULK_RUN_STATUSES),
    staffName: z.string(),
    counts: z.object({ total: z.int(), pending: z.int(), done: z.int(), skipped: z.int(), failed: z.int() }),
    undoOf: z.uuid().nullable(),
    undoneBy: z.uuid().nullable(),
    isUndoable: z.boolean().describe('It is over, did something, and nobody has undone it'),
    createdAt: Instant,
    finishedAt: Instant.nullable(),
  })
  .meta({ id: 'TenantBulkRun' });
export type TenantBulkRun = z.infer<typeof TenantBulkRun>;
export const TenantBulkRunList = z.object({ items: z.array(TenantBulkRun), next: z.string().nullable() }).meta({ id: 'TenantBulkRunList' });
export type TenantBulkRunList = z.infer<typeof TenantBulkRunList>;
export const TenantBulkRunQuery = KeysetQuery;
export type TenantBulkRunQuery = z.infer<typeof TenantBulkRunQuery>;

export const TenantBulkRow = z
  .object({
    position: z.int(),
    tenantId: z.uuid(),
    tenantName: z.string(),
    outcome: z.enum(BULK_OUTCOMES),
    detail: z.enum(BULK_REASONS).nullable().describe('Why it was left as it was'),
    statusBefore: z.enum(TENANT_STATUSES).nullable(),
    statusAfter: z.enum(TENANT_STATUSES).nullable(),
    settledAt: Instant.nullable(),
  })
  .meta({ id: 'TenantBulkRow' });
export type TenantBulkRow = z.infer<typeof TenantBulkRow>;
export const TenantBulkRowList = z.object({ items: z.array(TenantBulkRow), next: z.string().nullable() }).meta({ id: 'TenantBulkRowList' });
export type TenantBulkRowList = z.infer<typeof TenantBulkRowList>;
export const TenantBulkRowQuery = KeysetQuery.extend({ outcome: z.enum(BULK_OUTCOMES).optional() });
export type TenantBulkRowQuery = z.infer<typeof TenantBulkRowQuery>;
