import { Injectable } from '@nestjs/common';
import type { Export } from '@orbisvoice/shared-dto';
import { type ExportStatus, UNFINISHED_EXPORTS } from '@orbisvoice/shared-dto/values';
import type { Actor } from '../../../platform/access/actor.js';
import { Clock } from '../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { EventPublisher } from '../../../platform/events/event-publisher.js';
import { AuditLog } from '../../audit/index.js';
import { ExportCanceled } from '../events/export-canceled.event.js';
import { ExportRepository } from '../persistence/export.repository.js';
import { toExport } from './export.mapper.js';
import { ExportNews } from './export-news.js';

/** What waits or is under way. */
export const UNFINISHED: ReadonlySet<ExportStatus> = new Set(UNFINISHED_EXPORTS);

/** Ends exports before their time. */
@Injectable()
export class ExportCancelling {
  constructor(
    private readonly exports: ExportRepository,
    private readonly audit: AuditLog,
    private readonly news: ExportNews,
    private readonly events: EventPublisher,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Once canceled it stays so: a second time changes nothing. @throws DomainError exports.not_found, exports.finished */
  cancel(actor: Actor, id: string): Promise<Export> {
    const { tenantId } = actor;
    return this.unitOfWork.run(tenantId, async () => {
      const row = await this.exports.lock(tenantId, id);
      if (!row) throw new DomainError('exports.not_found');
      if (row.status === 'canceled') return toExport(row);
      if (!UNFINISHED.has(row.status)) throw new DomainError('exports.finished');
      const finishedAt = this.clock.now();
      await this.exports.cancel(tenantId, id, finishedAt);
      const changes = { status: { before: row.status, after: 'canceled' } };
      await this.audit.record(actor, { action: 'export.canceled', targetType: 'export', targetId: id, changes });
      await this.events.publish(tenantId, new ExportCanceled({ exportId: id }));
      this.unitOfWork.afterCommit(() => void this.news.tell(tenantId, id));
      return toExport({ ...row, status: 'canceled', finishedAt });
    });
  }
}
