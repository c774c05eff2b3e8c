import type { Export } from '@orbisvoice/shared-dto';
import type { ExportRow } from '../persistence/export-row.js';

/** An export as the API shows it. */
export const toExport = (row: ExportRow): Export => ({
  id: row.id,
  dataset: row.dataset,
  format: row.format,
  filters: row.filters,
  status: row.status,
  rows: row.rows,
  rowsExpected: row.rowsExpected,
  bytes: row.bytes,
  fileName: row.fileName,
  failure: row.failure,
  requestedBy: row.requestedByName,
  createdAt: row.createdAt.toISOString(),
  finishedAt: row.finishedAt?.toISOString() ?? null,
  expiresAt: row.expiresAt?.toISOString() ?? null,
});
