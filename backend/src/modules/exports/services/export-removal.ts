import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../platform/access/actor.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { EventPublisher } from '../../../platform/events/event-publisher.js';
import { AuditLog } from '../../audit/index.js';
import { ExportCanceled } from '../events/export-canceled.event.js';
import { ExportRepository } from '../persistence/export.repository.js';
import { UNFINISHED } from './export-cancelling.js';
import { ExportLeftovers } from './export-leftovers.js';
import { ExportNews } from './export-news.js';

/** Deletes exports, whatever came of them. */
@Injectable()
export class ExportRemoval {
  constructor(
    private readonly exports: ExportRepository,
    private readonly leftovers: ExportLeftovers,
    private readonly audit: AuditLog,
    private readonly news: ExportNews,
    private readonly events: EventPublisher,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * Record and file go, whatever state it is in; the audit log remembers. The record first: a file nobody names is swept away, also
   * when the storage does not answer now; a record without its file would promise what is not there.
   * @throws DomainError exports.not_found
   */
  async remove(actor: Actor, id: string): Promise<void> {
    const { tenantId } = actor;
    const storageKey = await this.unitOfWork.run(tenantId, async () => {
      const row = await this.exports.lock(tenantId, id);
      if (!row) throw new DomainError('exports.not_found');
      await this.exports.remove(tenantId, id);
      const changes = { fileName: { before: row.fileName, after: null } };
      await this.audit.record(actor, { action: 'export.deleted', targetType: 'export', targetId: id, changes });
      if (UNFINISHED.has(row.status)) await this.events.publish(tenantId, new ExportCanceled({ exportId: id }));
      this.unitOfWork.afterCommit(() => void this.news.tell(tenantId, id));
      return row.storageKey;
    });
    if (storageKey !== null) await this.leftovers.remove(storageKey);
  }
}
