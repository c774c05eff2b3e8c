import { buffer } from 'node:stream/consumers';
import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { FileStorage } from '../../../platform/storage/file-storage.js';
import { CONTENT_TYPES } from '../domain/file-name.js';
import { ExportRepository } from '../persistence/export.repository.js';

/** A whole file in memory: for small ones that go with a mail. */
export interface ExportFile {
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: Buffer;
}

/** Files of exports for whoever sends them on in the platform's name; people get links. */
@Injectable()
export class ExportFiles {
  constructor(
    private readonly exports: ExportRepository,
    private readonly storage: FileStorage,
  ) {}

  /** Null when the file is gone, or never was. */
  async read(tenantId: TenantId, id: string): Promise<ExportFile | null> {
    const row = await this.exports.find(tenantId, id);
    if (row?.status !== 'completed' || row.storageKey === null || (await this.storage.size(row.storageKey)) === null) return null;
    const bytes = await buffer(await this.storage.read(row.storageKey));
    return { fileName: row.fileName, contentType: CONTENT_TYPES[row.format], bytes };
  }
}
