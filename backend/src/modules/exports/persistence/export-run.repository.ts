import { Injectable } from '@nestjs/common';
import type { ExportFailure } from '@orbisvoice/shared-dto/values';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { EXPORT_COLUMNS, EXPORT_TABLES, type ExportRow, type RunKey, type RunProgress, type WholeFile } from './export-row.js';

/** Who claims an export, and on which conditions. */
export interface ClaimTerms extends RunKey {
  readonly generation: number;
  readonly maxAttempts: number;
}

/** Without a word from its run for so long, an export is anybody's. By the database's clock: those of the processes may differ. */
export const SILENCE_SECONDS = 15;
const SILENT = `(heartbeat_at is null or heartbeat_at < clock_timestamp() - interval '${SILENCE_SECONDS} s')`;

/** An export as its run writes it. Each write says whose it is, and changes nothing when another run, or nobody, owns the row by now. */
@Injectable()
export class ExportRunRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Makes the export this run's; null when it is not to be had: done, canceled, deleted, asked for anew, or at work elsewhere. */
  async claim(tenantId: TenantId, { id, runId, generation, maxAttempts }: ClaimTerms): Promise<ExportRow | null> {
    const isMine = await this.changed(
      tenantId,
      `update exports set status = 'running', run_id = $3, attempts = attempts + 1, heartbeat_at = clock_timestamp(), row_count = 0,
         byte_count = 0, rows_expected = null, failure = null
       where tenant_id = $1 and id = $2 and generation = $4 and attempts < $5
         and (status = 'queued' or (status = 'running' and ${SILENT})) returning id`,
      [tenantId, id, runId, generation, maxAttempts],
    );
    if (!isMine) return null;
    const text = `select ${EXPORT_COLUMNS} from ${EXPORT_TABLES} where e.tenant_id = $1 and e.id = $2`;
    const [row] = await this.unitOfWork.run(tenantId, (manager) => manager.query<ExportRow[]>(text, [tenantId, id]));
    return row ?? null;
  }

  /** Says that the run is alive and how far it is. */
  tell(tenantId: TenantId, { id, runId }: RunKey, { rows, rowsExpected, bytes }: RunProgress): Promise<boolean> {
    return this.changed(
      tenantId,
      `update exports set heartbeat_at = clock_timestamp(), row_count = $4, rows_expected = $5, byte_count = $6
       where tenant_id = $1 and id = $2 and run_id = $3 returning id`,
      [tenantId, id, runId, rows, rowsExpected, bytes],
    );
  }

  /** Whether it is still this run's. */
  async owns(tenantId: TenantId, { id, runId }: RunKey): Promise<boolean> {
    const rows = await this.unitOfWork.run(tenantId, (manager) =>
      manager.query<unknown[]>('select 1 from exports where tenant_id = $1 and id = $2 and run_id = $3', [tenantId, id, runId]),
    );
    return rows.length === 1;
  }

  complete(tenantId: TenantId, { id, runId }: RunKey, file: WholeFile): Promise<boolean> {
    return this.changed(
      tenantId,
      `update exports set status = 'completed', run_id = null, row_count = $4, rows_expected = $4, byte_count = $5, storage_key = $6,
         finished_at = $7, expires_at = $8
       where tenant_id = $1 and id = $2 and run_id = $3 returning id`,
      [tenantId, id, runId, file.rows, file.bytes, file.storageKey, file.finishedAt, file.expiresAt],
    );
  }

  /** Lays it back for the next try. `isCounted` false: the worker stopped, which is nobody's failure. */
  giveBack(tenantId: TenantId, { id, runId }: RunKey, { at, isCounted }: { at: Date; isCounted: boolean }): Promise<boolean> {
    return this.changed(
      tenantId,
      `update exports set status = 'queued', run_id = null, heartbeat_at = null, attempts = attempts - $5, queued_at = $4
       where tenant_id = $1 and id = $2 and run_id = $3 returning id`,
      [tenantId, id, runId, at, isCounted ? 0 : 1],
    );
  }

  fail(tenantId: TenantId, { id, runId }: RunKey, { failure, at }: { failure: ExportFailure; at: Date }): Promise<boolean> {
    return this.changed(
      tenantId,
      `update exports set status = 'failed', run_id = null, failure = $4, finished_at = $5
       where tenant_id = $1 and id = $2 and run_id = $3 returning id`,
      [tenantId, id, runId, failure, at],
    );
  }

  /** Gives up one whose tries all ended without a word. */
  giveUp(tenantId: TenantId, id: string, { maxAttempts, at }: { maxAttempts: number; at: Date }): Promise<boolean> {
    return this.changed(
      tenantId,
      `update exports set status = 'failed', run_id = null, failure = 'worker_lost', finished_at = $4
       where tenant_id = $1 and id = $2 and attempts >= $3 and status = 'running' and ${SILENT} returning id`,
      [tenantId, id, maxAttempts, at],
    );
  }

  /** False when its time is not over, or when somebody was faster. */
  expire(tenantId: TenantId, id: string, now: Date): Promise<boolean> {
    return this.changed(
      tenantId,
      `update exports set status = 'expired', storage_key = null
       where tenant_id = $1 and id = $2 and status = 'completed' and expires_at <= $3 returning id`,
      [tenantId, id, now],
    );
  }

  private changed(tenantId: TenantId, text: string, values: readonly unknown[]): Promise<boolean> {
    return this.unitOfWork.run(tenantId, async (manager) => {
      const [rows] = await manager.query<[unknown[], number]>(text, [...values]);
      return rows.length === 1;
    });
  }
}
