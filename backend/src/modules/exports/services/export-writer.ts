import { once } from 'node:events';
import { Injectable } from '@nestjs/common';
import { newId } from '../../../platform/database/ids.js';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { isDatabaseDown, sqlState } from '../../../platform/database/database-errors.js';
import { IntegrationJournal } from '../../../platform/reports/integration-journal.js';
import { FileStorage } from '../../../platform/storage/file-storage.js';
import { TenantService } from '../../tenants/index.js';
import { type FailureOrigin, failureOf } from '../domain/failure.js';
import { CONTENT_TYPES } from '../domain/file-name.js';
import { storageKeyOf } from '../domain/storage-key.js';
import type { ExportRow, WholeFile } from '../persistence/export-row.js';
import { DatasetSources } from './dataset-source.js';
import { ExportLeftovers } from './export-leftovers.js';
import type { ExportRun } from './export-run.js';

export type WrittenFile = Pick<WholeFile, 'rows' | 'bytes' | 'storageKey'>;

/** Why there is no file. */
export class ExportWriteError extends Error {
  override readonly name = 'ExportWriteError';

  constructor(
    readonly origin: FailureOrigin,
    override readonly cause: unknown,
  ) {
    super(`${origin}: ${cause instanceof Error ? cause.message : String(cause)}`);
  }

  get failure() {
    const { cause } = this;
    const state = sqlState(cause);
    const code: unknown = cause instanceof Error ? Reflect.get(cause, 'code') : null;
    return failureOf({
      origin: this.origin,
      code: state ?? (typeof code === 'string' ? code : null),
      isDatabase: state !== null || isDatabaseDown(cause),
    });
  }
}

/** What is being written, and until when. */
interface Writing {
  readonly tenantId: TenantId;
  readonly row: ExportRow;
  readonly run: ExportRun;
  readonly signal: AbortSignal;
}

/** Lets the source of a dataset write into the storage, piece by piece: neither is ever more than a buffer ahead of the other. */
@Injectable()
export class ExportWriter {
  constructor(
    private readonly sources: DatasetSources,
    private readonly storage: FileStorage,
    private readonly leftovers: ExportLeftovers,
    private readonly tenants: TenantService,
    private readonly journal: IntegrationJournal,
  ) {}

  /** @throws ExportWriteError when the file is not there as a whole */
  async write(tenantId: TenantId, row: ExportRow, run: ExportRun): Promise<WrittenFile> {
    const storageKey = storageKeyOf(tenantId, row.id, newId());
    const entrance = run.entrance(row);
    const body = run.exit(entrance);
    const isFault = (): boolean => run.blamed !== 'source' && run.stopped === null;
    const storing = this.journal.watch(
      'storage',
      () => this.storage.put(storageKey, body, { contentType: CONTENT_TYPES[row.format] }, run.signal),
      isFault,
    );
    const nobodyReads = new AbortController();
    storing.catch((error: unknown) => {
      run.blame('storage');
      // whoever writes must not wait for it
      nobodyReads.abort(error);
      entrance.destroy(new Error('the storage takes no more', { cause: error }));
      body.destroy();
    });
    const signal = AbortSignal.any([run.signal, nobodyReads.signal]);
    const writing = this.rowsInto(entrance, { tenantId, row, run, signal });
    const [rows, stored] = await Promise.allSettled([writing, storing]);
    if (rows.status === 'fulfilled' && stored.status === 'fulfilled') return { rows: rows.value, bytes: run.progress.bytes, storageKey };
    // it may have been stored before the other end said that it was not all
    if (stored.status === 'fulfilled') await this.leftovers.remove(storageKey);
    throw errorOf(run.blamed, { source: rows, storage: stored });
  }

  /** Ends with `signal`, even when the source does not: a run that waits for it would keep its place for ever. */
  private async rowsInto(stream: ReturnType<ExportRun['entrance']>, { tenantId, row, run, signal }: Writing): Promise<number> {
    try {
      const source = this.sources.of(row.dataset);
      if (!source) throw new Error(`nobody writes ${row.dataset}`);
      const { dataset, format, filters, createdAt: askedAt } = row;
      const timeZone = filters.timeZone ?? (await this.tenants.get(tenantId)).timeZone;
      const sink = { stream, signal, progress: (done: Parameters<ExportRun['note']>[0]) => run.note(done) };
      const rows = await unlessAborted(signal, () =>
        source.write({ tenantId, exportId: row.id, dataset, format, filters, timeZone, askedAt }, sink),
      );
      run.note({ rows });
      if (!stream.writableEnded) stream.end();
      return rows;
    } catch (error) {
      run.blame('source');
      stream.destroy(error instanceof Error ? error : new Error(String(error)));
      throw error;
    }
  }
}

/** What `work` gives, or rejects as soon as `signal` is aborted: it may wait for what never comes. */
async function unlessAborted<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  signal.throwIfAborted();
  const working = work();
  const over = new AbortController();
  const aborted = once(signal, 'abort', { signal: over.signal }).then(() => {
    signal.throwIfAborted();
    throw new Error('aborted');
  });
  try {
    return await Promise.race([working, aborted]);
  } finally {
    over.abort();
  }
}

/** What the one that gave up first says of it. */
function errorOf(blamed: FailureOrigin | null, ends: Readonly<Record<FailureOrigin, PromiseSettledResult<unknown>>>): ExportWriteError {
  const origin = blamed ?? (ends.source.status === 'rejected' ? 'source' : 'storage');
  const end = ends[origin].status === 'rejected' ? ends[origin] : ends[origin === 'source' ? 'storage' : 'source'];
  return new ExportWriteError(origin, end.status === 'rejected' ? end.reason : null);
}
