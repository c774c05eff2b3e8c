import type { ExportFilters } from '@orbisvoice/shared-dto';
import type { ExportDataset, ExportFailure, ExportFormat, ExportStatus } from '@orbisvoice/shared-dto/values';

/** An export as it is kept. */
export interface ExportRow {
  readonly id: string;
  readonly dataset: ExportDataset;
  readonly format: ExportFormat;
  readonly filters: ExportFilters;
  readonly hasByteOrderMark: boolean;
  readonly status: ExportStatus;
  readonly rows: number;
  readonly rowsExpected: number | null;
  readonly bytes: number;
  readonly fileName: string;
  readonly failure: ExportFailure | null;
  readonly requestedBy: string | null;
  readonly requestedByName: string | null;
  readonly generation: number;
  readonly attempts: number;
  readonly runId: string | null;
  readonly storageKey: string | null;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
  readonly expiresAt: Date | null;
}

export type NewExport = Pick<
  ExportRow,
  'id' | 'dataset' | 'format' | 'filters' | 'hasByteOrderMark' | 'fileName' | 'requestedBy' | 'createdAt'
> & { readonly requestKey: string | null };

/** Which run of which export writes. */
export interface RunKey {
  readonly id: string;
  readonly runId: string;
}

/** How far a run is. */
export interface RunProgress {
  readonly rows: number;
  readonly rowsExpected: number | null;
  readonly bytes: number;
}

/** A run's whole file. */
export interface WholeFile {
  readonly rows: number;
  readonly bytes: number;
  readonly storageKey: string;
  readonly finishedAt: Date;
  readonly expiresAt: Date;
}

/** Columns of `e`, with the person's name of `u`. */
export const EXPORT_COLUMNS = `
  e.id, e.dataset, e.format, e.filters, e.has_byte_order_mark as "hasByteOrderMark", e.status, e.row_count::float8 as rows,
  e.rows_expected::float8 as "rowsExpected", e.byte_count::float8 as bytes, e.file_name as "fileName", e.failure,
  e.requested_by as "requestedBy", u.name as "requestedByName", e.generation, e.attempts, e.run_id as "runId",
  e.storage_key as "storageKey", e.created_at as "createdAt", e.finished_at as "finishedAt", e.expires_at as "expiresAt"`;

export const EXPORT_TABLES = 'exports e left join users u on u.tenant_id = e.tenant_id and u.id = e.requested_by';
