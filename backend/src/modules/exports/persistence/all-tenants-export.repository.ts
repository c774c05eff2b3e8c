import { Injectable } from '@nestjs/common';
import { type TenantId, tenantIdOf } from '../../../platform/access/tenant-id.js';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';
import type { ExportRow } from './export-row.js';
import { SILENCE_SECONDS } from './export-run.repository.js';

/** An export and whose it is. */
export interface ExportKey {
  readonly tenantId: TenantId;
  readonly id: string;
}

/** One that waits for a worker. */
export interface WaitingExport
  extends ExportKey, Pick<ExportRow, 'generation' | 'attempts' | 'status' | 'dataset' | 'fileName' | 'requestedBy'> {}

type Raw<T extends ExportKey> = Omit<T, 'tenantId'> & { readonly tenantId: string };
const branded = <T extends ExportKey>(rows: Raw<T>[]): (Omit<T, 'tenantId'> & { tenantId: TenantId })[] =>
  rows.map((row) => ({ ...row, tenantId: tenantIdOf(row.tenantId) }));

/** What the clock does for the exports of everybody. */
@Injectable()
export class AllTenantsExportRepository {
  constructor(private readonly database: PlatformDatabase) {}

  /** Those a worker should have begun long ago, and those whose worker has fallen silent. */
  async forgotten(queuedBefore: Date, limit: number): Promise<WaitingExport[]> {
    const rows = await this.database.query<Raw<WaitingExport>>({
      text: `select tenant_id as "tenantId", id, generation, attempts, status, dataset, file_name as "fileName",
               requested_by as "requestedBy" from exports
             where (status = 'queued' and queued_at < $1)
                or (status = 'running' and heartbeat_at < clock_timestamp() - interval '${SILENCE_SECONDS} s')
             order by queued_at limit $2`,
      values: [queuedBefore, limit],
    });
    return branded<WaitingExport>(rows);
  }

  async expiring(now: Date, limit: number): Promise<(ExportKey & { storageKey: string })[]> {
    const rows = await this.database.query<Raw<ExportKey & { storageKey: string }>>({
      text: `select tenant_id as "tenantId", id, storage_key as "storageKey" from exports
             where status = 'completed' and expires_at <= $1 order by expires_at limit $2`,
      values: [now, limit],
    });
    return branded<ExportKey & { storageKey: string }>(rows);
  }

  /** Which of these files belong to an export. */
  async known(storageKeys: readonly string[]): Promise<Set<string>> {
    const rows = await this.database.query<{ key: string }>({
      name: 'exports.known_files',
      text: 'select storage_key as key from exports where storage_key = any($1)',
      values: [storageKeys],
    });
    return new Set(rows.map(({ key }) => key));
  }

  /** Forgets those that are over since `before`. @returns how many */
  async forget(before: Date): Promise<number> {
    const rows = await this.database.query<{ id: string }>({
      text: `delete from exports where status in ('failed', 'canceled', 'expired') and coalesce(finished_at, created_at) < $1 returning id`,
      values: [before],
    });
    return rows.length;
  }
}
