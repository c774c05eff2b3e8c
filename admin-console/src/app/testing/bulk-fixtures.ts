import type { TenantBulkRow, TenantBulkRun } from '@orbisvoice/shared-dto';

const AT = '2026-03-04T10:00:00.000Z';
export const RUN_ID = '0195f3c0-0000-7000-8000-000000000e01';

export const aRun = (over: Partial<TenantBulkRun> = {}): TenantBulkRun => ({
  ...{ id: RUN_ID, action: 'suspend', reason: 'Unpaid since the spring.', status: 'done', staffName: 'Sam Staff' },
  ...{ counts: { total: 3, pending: 0, done: 2, skipped: 1, failed: 0 }, undoOf: null, undoneBy: null, isUndoable: true },
  ...{ createdAt: AT, finishedAt: AT },
  ...over,
});

export const aRunRow = (over: Partial<TenantBulkRow> = {}): TenantBulkRow => ({
  ...{ position: 1, tenantId: '0195f3c0-0000-7000-8000-000000000100', tenantName: 'Northwind Dental', outcome: 'done', detail: null },
  ...{ statusBefore: 'active', statusAfter: 'suspended', settledAt: AT },
  ...over,
});
