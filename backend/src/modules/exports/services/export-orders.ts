import { Injectable } from '@nestjs/common';
import type { CreateExport } from '@orbisvoice/shared-dto';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { Clock } from '../../../platform/clock/clock.js';
import { newId } from '../../../platform/database/ids.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { EventPublisher } from '../../../platform/events/event-publisher.js';
import { ExportCreated } from '../events/export-created.event.js';
import { ExportRetried } from '../events/export-retried.event.js';
import { fileNameOf } from '../domain/file-name.js';
import type { ExportRow } from '../persistence/export-row.js';
import { ExportRepository } from '../persistence/export.repository.js';
import { DatasetSources } from './dataset-source.js';
import { ExportNews } from './export-news.js';

/** What is wanted, and by whom. */
export interface ExportOrder extends CreateExport {
  /** A user of the tenant; null for an API key and for the platform itself. */
  readonly requestedBy: string | null;
  readonly requestKey: string | null;
}

/** Writes the row of an export and the news of it in the caller's unit of work: both are committed, or neither. */
@Injectable()
export class ExportOrders {
  constructor(
    private readonly exports: ExportRepository,
    private readonly sources: DatasetSources,
    private readonly events: EventPublisher,
    private readonly news: ExportNews,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * @returns the id of the export
   * @throws DomainError exports.dataset_unavailable
   */
  async place(tenantId: TenantId, { requestedBy, requestKey, ...asked }: ExportOrder): Promise<string> {
    if (!this.sources.of(asked.dataset)) throw new DomainError('exports.dataset_unavailable', { dataset: asked.dataset });
    const id = newId();
    const createdAt = this.clock.now();
    const fileName = fileNameOf({ ...asked, from: asked.filters.from, to: asked.filters.to, at: createdAt });
    await this.exports.insert(tenantId, { ...asked, id, fileName, requestedBy, requestKey, createdAt });
    await this.events.publish(tenantId, new ExportCreated({ exportId: id, dataset: asked.dataset }));
    this.unitOfWork.afterCommit(() => void this.news.tell(tenantId, id));
    return id;
  }

  /** The same once more, for one that is over. */
  async placeAgain(tenantId: TenantId, { id, dataset, generation }: ExportRow): Promise<void> {
    await this.exports.requeue(tenantId, id, this.clock.now());
    await this.events.publish(tenantId, new ExportRetried({ exportId: id, dataset, generation: generation + 1 }));
    this.unitOfWork.afterCommit(() => void this.news.tell(tenantId, id));
  }
}
