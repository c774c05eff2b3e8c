import { Injectable } from '@nestjs/common';
import type { AuditAction, ExportFailure } from '@orbisvoice/shared-dto/values';
import { systemOrigin } from '../../../platform/access/actor.js';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { Clock } from '../../../platform/clock/clock.js';
import { Config } from '../../../platform/config/config.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { EventPublisher } from '../../../platform/events/event-publisher.js';
import { currentTraceId } from '../../../platform/logging/trace-context.js';
import { AuditLog, type AuditChanges } from '../../audit/index.js';
import { ExportCompleted } from '../events/export-completed.event.js';
import { ExportFailed } from '../events/export-failed.event.js';
import type { ExportRow, RunKey } from '../persistence/export-row.js';
import { ExportRunRepository } from '../persistence/export-run.repository.js';
import type { WrittenFile } from './export-writer.js';

const DAY_MS = 86_400_000;

type Ended = Pick<ExportRow, 'id' | 'dataset' | 'fileName' | 'requestedBy'>;

/** How an export ends: the row, the audit entry and the news in one commit. False: it was no longer the run's to end. */
@Injectable()
export class ExportEnding {
  constructor(
    private readonly runs: ExportRunRepository,
    private readonly events: EventPublisher,
    private readonly audit: AuditLog,
    private readonly unitOfWork: UnitOfWork,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  complete(tenantId: TenantId, row: Ended, { runId, ...file }: WrittenFile & { readonly runId: string }): Promise<boolean> {
    const finishedAt = this.clock.now();
    const expiresAt = new Date(finishedAt.getTime() + this.config.files.retentionDays * DAY_MS);
    return this.unitOfWork.run(tenantId, async () => {
      if (!(await this.runs.complete(tenantId, { id: row.id, runId }, { ...file, finishedAt, expiresAt }))) return false;
      const { rows, bytes } = file;
      await this.record(tenantId, 'export.completed', row.id, { rows: { before: null, after: rows } });
      await this.events.publish(tenantId, new ExportCompleted({ ...told(row), rows, bytes, expiresAt: expiresAt.toISOString() }));
      return true;
    });
  }

  fail(tenantId: TenantId, row: Ended, { failure, runId }: { readonly failure: ExportFailure; readonly runId: string }): Promise<boolean> {
    return this.failing(tenantId, row, failure, () => this.runs.fail(tenantId, { id: row.id, runId }, { failure, at: this.clock.now() }));
  }

  /** All its tries ended without a word. */
  giveUp(tenantId: TenantId, row: Ended, maxAttempts: number): Promise<boolean> {
    return this.failing(tenantId, row, 'worker_lost', () => this.runs.giveUp(tenantId, row.id, { maxAttempts, at: this.clock.now() }));
  }

  giveBack(tenantId: TenantId, key: RunKey, { isCounted }: { readonly isCounted: boolean }): Promise<boolean> {
    return this.runs.giveBack(tenantId, key, { at: this.clock.now(), isCounted });
  }

  /** The file's time is over. */
  expire(tenantId: TenantId, id: string): Promise<boolean> {
    return this.unitOfWork.run(tenantId, async () => {
      if (!(await this.runs.expire(tenantId, id, this.clock.now()))) return false;
      await this.record(tenantId, 'export.expired', id, {});
      return true;
    });
  }

  private failing(tenantId: TenantId, row: Ended, failure: ExportFailure, write: () => Promise<boolean>): Promise<boolean> {
    return this.unitOfWork.run(tenantId, async () => {
      if (!(await write())) return false;
      await this.record(tenantId, 'export.failed', row.id, { failure: { before: null, after: failure } });
      await this.events.publish(tenantId, new ExportFailed({ ...told(row), failure }));
      return true;
    });
  }

  private record(tenantId: TenantId, action: AuditAction, targetId: string, changes: AuditChanges): Promise<void> {
    const actor = { kind: 'system', tenantId, origin: systemOrigin(currentTraceId() ?? undefined) } as const;
    return this.audit.record(actor, { action, targetType: 'export', targetId, changes });
  }
}

const told = ({ id, dataset, fileName, requestedBy }: Ended) => ({ exportId: id, dataset, fileName, requestedBy });
