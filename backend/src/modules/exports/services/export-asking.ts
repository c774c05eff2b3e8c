import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import type { CreateExport, Export } from '@orbisvoice/shared-dto';
import { EXPORT_DATASETS, type ExportDataset, type ExportStatus } from '@orbisvoice/shared-dto/values';
import type { Actor } from '../../../platform/access/actor.js';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { isDataException, sqlState } from '../../../platform/database/database-errors.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { DomainError, invalidField } from '../../../platform/errors/domain-error.js';
import { AuditLog, factsAsChanges } from '../../audit/index.js';
import { strayInstants, unknownFilters } from '../domain/known-filters.js';
import type { ExportRow } from '../persistence/export-row.js';
import { ExportRepository } from '../persistence/export.repository.js';
import { toExport } from './export.mapper.js';
import { ExportOrders } from './export-orders.js';
import { ExportPlaces } from './export-places.js';

const UNKNOWN_ZONE = '22023';
/** Nothing is left of these, and nothing is under way. */
const OVER: ReadonlySet<ExportStatus> = new Set(['failed', 'canceled', 'expired']);

/** Asks for exports. Who may read the rows may take them along; the right to ask alone gives no rows. */
@Injectable()
export class ExportAsking {
  constructor(
    private readonly exports: ExportRepository,
    private readonly orders: ExportOrders,
    private readonly places: ExportPlaces,
    private readonly audit: AuditLog,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * The same `requestKey` gives the same export, for ever: the stored answer of a request is forgotten after a day.
   * @throws DomainError request.invalid, access.forbidden, idempotency.key_reused, exports.limit_reached, exports.dataset_unavailable
   */
  async ask(actor: Actor, asked: CreateExport, requestKey: string | null): Promise<Export> {
    const { tenantId } = actor;
    mustRead(actor, asked.dataset);
    const [unknown] = unknownFilters(asked.dataset, asked.filters);
    if (unknown !== undefined) throw invalidField(`filters.${unknown}`, 'unknown_filter', 'is no filter of this dataset');
    const [stray] = strayInstants(asked.dataset, asked.filters);
    if (stray !== undefined) throw invalidField(`filters.${stray}`, 'day', 'is a day in this dataset');
    await this.checkRange(tenantId, asked.filters);
    return this.unitOfWork.run(tenantId, async () => {
      await this.places.lock(tenantId);
      const earlier = requestKey === null ? null : await this.exports.findByKey(tenantId, requestKey);
      if (earlier && !isSame(earlier, asked)) throw new DomainError('idempotency.key_reused');
      if (earlier) return toExport(earlier);
      const [nobodys] = await this.exports.unknownIds(tenantId, asked.filters);
      if (nobodys !== undefined) throw invalidField(`filters.${nobodys}`, 'not_found', 'is none of this workspace');
      await this.places.take(tenantId);
      const id = await this.orders.place(tenantId, { ...asked, requestedBy: actor.userId, requestKey });
      await this.audit.record(actor, {
        action: 'export.created',
        targetType: 'export',
        targetId: id,
        changes: factsAsChanges(factsOf(asked)),
      });
      return toExport(await this.get(tenantId, id));
    });
  }

  /** @throws DomainError exports.not_found, exports.not_retryable, access.forbidden, exports.limit_reached */
  async askAgain(actor: Actor, id: string): Promise<Export> {
    const { tenantId } = actor;
    return this.unitOfWork.run(tenantId, async () => {
      await this.places.lock(tenantId);
      const row = await this.exports.lock(tenantId, id);
      if (!row) throw new DomainError('exports.not_found');
      mustRead(actor, row.dataset);
      if (!OVER.has(row.status)) throw new DomainError('exports.not_retryable');
      await this.places.take(tenantId);
      await this.orders.placeAgain(tenantId, row);
      const changes = { status: { before: row.status, after: 'queued' } };
      await this.audit.record(actor, { action: 'export.retried', targetType: 'export', targetId: id, changes });
      return toExport(await this.get(tenantId, id));
    });
  }

  private async get(tenantId: TenantId, id: string): Promise<ExportRow> {
    const row = await this.exports.find(tenantId, id);
    if (!row) throw new DomainError('exports.not_found');
    return row;
  }

  /** The schema has seen the form; whether there is such a day and such a zone, the database knows. */
  private async checkRange(tenantId: TenantId, { from, to, timeZone }: CreateExport['filters']): Promise<void> {
    try {
      await this.exports.tryRange(tenantId, timeZone ?? 'UTC', [from, to]);
    } catch (error) {
      if (!isDataException(error)) throw error;
      const isZone = sqlState(error) === UNKNOWN_ZONE;
      throw isZone
        ? invalidField('filters.timeZone', 'time_zone', 'is not a time zone')
        : invalidField(from === undefined ? 'filters.to' : 'filters.from', 'range', 'is out of range');
    }
  }
}

/** A file of exports may be narrowed by what they hold, which is not what it holds itself. */
function factsOf({ dataset, format, filters: { dataset: listed, ...filters } }: CreateExport) {
  return { dataset, format, ...filters, ...(listed !== undefined && { 'filters.dataset': listed }) };
}

/** Whether it is what was asked for before. */
const isSame = (row: ExportRow, { dataset, format, filters, hasByteOrderMark }: CreateExport): boolean =>
  row.dataset === dataset &&
  row.format === format &&
  row.hasByteOrderMark === hasByteOrderMark &&
  isDeepStrictEqual(row.filters, JSON.parse(JSON.stringify(filters)));

/** @throws DomainError access.forbidden */
function mustRead(actor: Actor, dataset: ExportDataset): void {
  const { permission } = EXPORT_DATASETS[dataset];
  if (!actor.permissions.has(permission)) throw new DomainError('access.forbidden', { permission });
}
