import { Injectable, Logger } from '@nestjs/common';
import { FileStorage } from '../../../platform/storage/file-storage.js';

/** Files that no row names any more. */
@Injectable()
export class ExportLeftovers {
  private readonly logger = new Logger(ExportLeftovers.name);

  constructor(private readonly storage: FileStorage) {}

  /** Never rejects: what the row says is done. A storage that does not answer keeps a file nobody is led to until the sweep finds it. */
  async remove(storageKey: string): Promise<void> {
    await this.storage
      .remove(storageKey)
      .catch((error: unknown) => this.logger.warn(`${storageKey} is left to the sweep, its storage says: ${String(error)}`));
  }
}
