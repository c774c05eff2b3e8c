import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { ExportDownload } from '@orbisvoice/shared-dto';
import { EXPORT_DATASETS } from '@orbisvoice/shared-dto/values';
import type { Actor } from '../../../platform/access/actor.js';
import { Clock } from '../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { FileStorage } from '../../../platform/storage/file-storage.js';
import { AuditLog } from '../../audit/index.js';
import { type AskedRange, byteRangeOf } from '../domain/byte-range.js';
import { CONTENT_TYPES } from '../domain/file-name.js';
import type { ExportRow } from '../persistence/export-row.js';
import { ExportRepository } from '../persistence/export.repository.js';
import { ExportLinks } from './export-links.js';

/** A file, or the part of it that was asked for. */
export interface OpenedFile {
  readonly body: Readable;
  readonly size: number;
  readonly range: AskedRange | null;
  readonly fileName: string;
  readonly contentType: string;
  /** The same for the same bytes (RFC 9110 §8.8.3). */
  readonly tag: string;
}

/** What the request says of the part it wants. */
export interface AskedPart {
  readonly range: string | undefined;
  /** Only if the file is still that one: the rest of a download would not fit to another. */
  readonly ifRange: string | undefined;
}

/** A part that lies beyond the end of a file. */
export interface BeyondEnd {
  readonly beyond: number;
}

/** Hands out files: a link to whoever may read the rows, the file to whoever has the link. */
@Injectable()
export class ExportDownloads {
  constructor(
    private readonly exports: ExportRepository,
    private readonly links: ExportLinks,
    private readonly storage: FileStorage,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /**
   * That it was handed out is on record before the link is known. The right to the rows is asked for now: it may have gone since.
   * @throws DomainError exports.not_found, exports.not_ready, access.forbidden
   */
  async link(actor: Actor, id: string): Promise<ExportDownload> {
    const { tenantId } = actor;
    const row = await this.exports.find(tenantId, id);
    if (!row) throw new DomainError('exports.not_found');
    const { permission } = EXPORT_DATASETS[row.dataset];
    if (!actor.permissions.has(permission)) throw new DomainError('access.forbidden', { permission });
    if (!this.isThere(row)) throw new DomainError('exports.not_ready');
    const { url, expiresAt } = await this.links.mint(tenantId, row);
    await this.unitOfWork.run(tenantId, () =>
      this.audit.record(actor, {
        action: 'export.downloaded',
        targetType: 'export',
        targetId: id,
        changes: { fileName: { before: null, after: row.fileName } },
      }),
    );
    return { url, fileName: row.fileName, expiresAt: expiresAt.toISOString() };
  }

  /**
   * The file of a link.
   * @throws DomainError exports.link_invalid: forged, over, or the file is gone; which of them is nobody's business
   */
  async open(token: string, { range: header, ifRange }: AskedPart): Promise<OpenedFile | BeyondEnd> {
    const linked = this.links.read(token);
    const row = linked && (await this.exports.find(linked.tenantId, linked.id));
    if (!row || !this.isThere(row) || !linked.isFor(row.storageKey)) throw new DomainError('exports.link_invalid');
    const size = await this.storage.size(row.storageKey);
    if (size === null) throw new DomainError('exports.link_invalid');
    const tag = `"${row.storageKey.split('/').at(-1) ?? ''}"`;
    const range = ifRange === undefined || ifRange === tag ? byteRangeOf(header, size) : null;
    if (range === 'unsatisfiable') return { beyond: size };
    const body = await this.storage.read(row.storageKey, range ?? undefined);
    return { body, size, range, fileName: row.fileName, contentType: CONTENT_TYPES[row.format], tag };
  }

  private isThere(row: ExportRow): row is ExportRow & { readonly storageKey: string } {
    return row.status === 'completed' && row.storageKey !== null && row.expiresAt !== null && row.expiresAt > this.clock.now();
  }
}
