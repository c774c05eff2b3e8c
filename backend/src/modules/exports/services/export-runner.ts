import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { newId } from '../../../platform/database/ids.js';
import { Metrics } from '../../../platform/metrics/metrics.js';
import { HopelessJobError } from '../../../platform/queues/job.js';
import type { ExportRow } from '../persistence/export-row.js';
import { ExportRunRepository } from '../persistence/export-run.repository.js';
import { ExportEnding } from './export-ending.js';
import { ExportLeftovers } from './export-leftovers.js';
import { ExportNews } from './export-news.js';
import { ExportRun } from './export-run.js';
import type { AskedExport } from './export-starter.js';
import { ExportWriteError, ExportWriter } from './export-writer.js';

/** How often a run says how far it is, and hears whether it is still wanted. */
const TELL_MS = 1_000;
/** Tries of one asking. A worker that dies in the middle has used one. */
export const MAX_ATTEMPTS = 3;

/** An export under way in this process. */
interface Running {
  readonly tenantId: TenantId;
  readonly run: ExportRun;
}

/**
 * Writes exports. The row is the truth: a run claims it, says every second that it lives, and is over as soon as the row is no longer its
 * own (canceled, deleted, taken over). Its file has a key of its own, and the row names it only when all of it is stored: nobody is ever
 * handed half a file, and of two runs of one export only the owner's counts.
 */
@Injectable()
export class ExportRunner implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger(ExportRunner.name);
  /** By the run: one that was taken for dead may still be here when the export begins again in the same process. */
  private readonly running = new Map<string, Running>();
  private isStopping = false;
  private readonly ended;

  constructor(
    private readonly runs: ExportRunRepository,
    private readonly writer: ExportWriter,
    private readonly ending: ExportEnding,
    private readonly leftovers: ExportLeftovers,
    private readonly news: ExportNews,
    metrics: Metrics,
  ) {
    this.ended = metrics.counter('orbis_exports_total', 'Runs of exports by dataset and how they ended', ['dataset', 'outcome']);
  }

  onModuleInit(): void {
    this.news.observe({
      changed: (_tenantId, id) => this.runsOf(id).forEach((running) => this.look(running)),
      missed: () => this.running.forEach((running) => this.look(running)),
    });
  }

  /** Before the workers wait for their jobs: these could take longer than the process may. */
  onModuleDestroy(): void {
    this.isStopping = true;
    for (const { run } of this.running.values()) run.stop('shutdown');
  }

  /** Nothing happens when the export is not to be had: done, canceled, deleted, asked for anew, or at work elsewhere. */
  async run({ tenantId, id, generation }: AskedExport): Promise<void> {
    const runId = newId();
    const row = await this.runs.claim(tenantId, { id, runId, generation, maxAttempts: MAX_ATTEMPTS });
    if (!row) return;
    const run = new ExportRun({ id, runId });
    this.running.set(runId, { tenantId, run });
    // a job that was taken in the last moment is laid back like the others
    if (this.isStopping) run.stop('shutdown');
    const ticking = setInterval(() => void this.tell(tenantId, run), TELL_MS);
    try {
      await this.tell(tenantId, run);
      await this.finish(tenantId, row, run);
    } catch (error) {
      await this.settle(tenantId, row, run, error);
    } finally {
      clearInterval(ticking);
      this.running.delete(runId);
      await this.news.tell(tenantId, id);
    }
  }

  private async finish(tenantId: TenantId, row: ExportRow, run: ExportRun): Promise<void> {
    const file = await this.writer.write(tenantId, row, run);
    const isMine = await this.ending.complete(tenantId, row, { ...file, runId: run.key.runId });
    if (!isMine) await this.leftovers.remove(file.storageKey);
    this.ended.inc({ dataset: row.dataset, outcome: isMine ? 'completed' : 'lost' });
  }

  /** @throws the error, so that the queue tries again, unless somebody else has decided what becomes of the export */
  private async settle(tenantId: TenantId, row: ExportRow, run: ExportRun, error: unknown): Promise<void> {
    const { key, stopped } = run;
    if (stopped === 'lost') {
      this.ended.inc({ dataset: row.dataset, outcome: 'lost' });
      return;
    }
    if (stopped === 'shutdown' || row.attempts < MAX_ATTEMPTS) {
      this.ended.inc({ dataset: row.dataset, outcome: 'retried' });
      await this.ending.giveBack(tenantId, key, { isCounted: stopped === null });
      throw error;
    }
    const failure = error instanceof ExportWriteError ? error.failure : 'database_failed';
    this.ended.inc({ dataset: row.dataset, outcome: 'failed' });
    await this.ending.fail(tenantId, row, { failure, runId: key.runId });
    throw new HopelessJobError(`export ${key.id} failed ${row.attempts} times: ${String(error)}`);
  }

  private async tell(tenantId: TenantId, run: ExportRun): Promise<void> {
    try {
      if (!(await this.runs.tell(tenantId, run.key, run.progress))) run.stop('lost');
    } catch (error) {
      this.logger.warn(`export ${run.key.id} could not say how far it is: ${String(error)}`);
    }
    await this.news.tell(tenantId, run.key.id);
  }

  private runsOf(id: string): Running[] {
    return [...this.running.values()].filter(({ run }) => run.key.id === id);
  }

  /** Somebody says that it has changed: a cancellation counts at once, not a second later. */
  private look({ tenantId, run }: Running): void {
    this.runs.owns(tenantId, run.key).then(
      (isMine) => isMine || run.stop('lost'),
      (error: unknown) => this.logger.debug(`export ${run.key.id} could not be looked at: ${String(error)}`),
    );
  }
}
