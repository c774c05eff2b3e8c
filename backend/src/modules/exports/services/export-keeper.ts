import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { FileStorage, type StoredFile } from '../../../platform/storage/file-storage.js';
import { EXPORT_FOLDER, isStorageKey } from '../domain/storage-key.js';
import { AllTenantsExportRepository } from '../persistence/all-tenants-export.repository.js';
import { ExportEnding } from './export-ending.js';
import { ExportLeftovers } from './export-leftovers.js';
import { ExportNews } from './export-news.js';

const BATCH = 200;
const HOUR_MS = 3_600_000;
/**
 * Longer than an export may take: somebody may still be writing a half, or be about to name a whole one. A bucket says of a file when its
 * upload began, not when it ended.
 */
const ABANDONED_MS = 6 * HOUR_MS;
/** As long as the list remembers what is over. */
const RECORD_MS = 90 * 24 * HOUR_MS;

/** What a sweep cleared away. */
export interface Swept {
  readonly orphans: number;
  readonly halves: number;
  readonly records: number;
}

/** Deletes files whose time is over, and what nobody owns. */
@Injectable()
export class ExportKeeper {
  private readonly logger = new Logger(ExportKeeper.name);

  constructor(
    private readonly allTenants: AllTenantsExportRepository,
    private readonly ending: ExportEnding,
    private readonly storage: FileStorage,
    private readonly leftovers: ExportLeftovers,
    private readonly news: ExportNews,
    private readonly clock: Clock,
  ) {}

  /** The row says so first: a file without a row is swept, a row without a file would promise what is not there. @returns how many */
  async expire(): Promise<number> {
    let expired = 0;
    for (;;) {
      const due = await this.allTenants.expiring(this.clock.now(), BATCH);
      for (const { tenantId, id, storageKey } of due) {
        if (!(await this.ending.expire(tenantId, id))) continue;
        await this.leftovers.remove(storageKey);
        await this.news.tell(tenantId, id);
        expired += 1;
      }
      if (due.length < BATCH) return expired;
    }
  }

  /** Clears away what crashes left behind, and records that are long over. */
  async sweep(): Promise<Swept> {
    const now = this.clock.now().getTime();
    const abandoned = new Date(now - ABANDONED_MS);
    const halves = await this.storage.removeHalves(EXPORT_FOLDER, abandoned);
    const orphans = await this.removeOrphans(abandoned);
    const records = await this.allTenants.forget(new Date(now - RECORD_MS));
    if (halves + orphans > 0) this.logger.warn(`swept ${halves} half files and ${orphans} files without an export`);
    return { orphans, halves, records };
  }

  /** Only what bears a name of ours: whoever else keeps files there keeps them. */
  private async removeOrphans(before: Date): Promise<number> {
    let removed = 0;
    let batch: StoredFile[] = [];
    const settle = async (): Promise<void> => {
      const known = await this.allTenants.known(batch.map(({ key }) => key));
      for (const { key } of batch.filter((file) => !known.has(file.key))) {
        await this.storage.remove(key);
        removed += 1;
      }
      batch = [];
    };
    for await (const file of this.storage.list(EXPORT_FOLDER)) {
      if (file.changedAt < before && isStorageKey(file.key)) batch.push(file);
      if (batch.length === BATCH) await settle();
    }
    if (batch.length > 0) await settle();
    return removed;
  }
}
