import type { Writable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { ExportFilters } from '@orbisvoice/shared-dto';
import { EXPORT_DATASET_NAMES, type ExportDataset, type ExportFormat } from '@orbisvoice/shared-dto/values';
import type { TenantId } from '../../../platform/access/tenant-id.js';

/** What is to be written. */
export interface DatasetRequest {
  readonly tenantId: TenantId;
  readonly exportId: string;
  readonly dataset: ExportDataset;
  readonly format: ExportFormat;
  readonly filters: ExportFilters;
  /** Zone of the days: that of the filters, or of the workspace. */
  readonly timeZone: string;
  /** When it was asked for. */
  readonly askedAt: Date;
}

/** Where it is written to. */
export interface DatasetSink {
  /**
   * Takes bytes or texts, and holds whoever writes back while the storage is slower: use `pipeline`, which also ends when the storage has
   * failed. Whoever waits for `drain` must wait for `signal` too: a stream that is destroyed never drains. It may be ended or left open;
   * whoever called ends it. The byte-order mark is already in it.
   */
  readonly stream: Writable;
  /** Aborted when the export is canceled, deleted or taken over, and when the storage failed: stop, whatever is half done. */
  readonly signal: AbortSignal;
  /** Says how far it is; as often as one likes. */
  progress(done: { readonly rows?: number; readonly rowsExpected?: number }): void;
}

/** Knows how to write datasets. Each writes everything the filters leave, however much that is. */
export interface DatasetSource {
  readonly datasets: readonly ExportDataset[];
  /** @returns how many rows the whole file has; rejects when it could not be written whole */
  write(request: DatasetRequest, sink: DatasetSink): Promise<number>;
}

/** Who writes which dataset. Sources register themselves at start (`onModuleInit`). */
@Injectable()
export class DatasetSources {
  private readonly sources = new Map<ExportDataset, DatasetSource>();

  /** @throws Error for a dataset that has a source */
  register(source: DatasetSource): void {
    for (const dataset of source.datasets) {
      if (this.sources.has(dataset)) throw new Error(`dataset ${dataset} has two sources`);
      this.sources.set(dataset, source);
    }
  }

  of(dataset: ExportDataset): DatasetSource | undefined {
    return this.sources.get(dataset);
  }

  /** Those that can be asked for. */
  names(): ExportDataset[] {
    return EXPORT_DATASET_NAMES.filter((name) => this.sources.has(name));
  }
}
