import { Injectable } from '@nestjs/common';
import type { Export, ExportList, ExportQuery } from '@orbisvoice/shared-dto';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { isDataException } from '../../../platform/database/database-errors.js';
import { DomainError, invalidField } from '../../../platform/errors/domain-error.js';
import { decodeCursor, encodeCursor } from '../../../platform/http/page.js';
import { ExportRepository, type ListPlace } from '../persistence/export.repository.js';
import { toExport } from './export.mapper.js';

/** Reads exports. */
@Injectable()
export class ExportQueries {
  constructor(private readonly exports: ExportRepository) {}

  /** @throws DomainError request.invalid for a cursor of another list */
  async list(tenantId: TenantId, query: ExportQuery): Promise<ExportList> {
    const found = await this.page(tenantId, query);
    const rows = found.slice(0, query.pageSize);
    const last = found.length > query.pageSize ? rows.at(-1) : undefined;
    return { items: rows.map(toExport), next: last ? encodeCursor([last.createdAt.toISOString(), last.id]) : null };
  }

  /** @throws DomainError exports.not_found */
  async read(tenantId: TenantId, id: string): Promise<Export> {
    const row = await this.exports.find(tenantId, id);
    if (!row) throw new DomainError('exports.not_found');
    return toExport(row);
  }

  private async page(tenantId: TenantId, query: ExportQuery) {
    const after = query.cursor === undefined ? null : placeOf(query.cursor);
    try {
      return await this.exports.list(tenantId, query, after);
    } catch (error) {
      if (!isDataException(error)) throw error;
      throw invalidField('cursor', 'cursor', 'is not a cursor of this list');
    }
  }
}

function placeOf(cursor: string): ListPlace {
  const [createdAt = '', id = ''] = decodeCursor(cursor, 2);
  return { createdAt, id };
}
