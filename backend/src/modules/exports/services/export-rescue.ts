import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { AllTenantsExportRepository, type WaitingExport } from '../persistence/all-tenants-export.repository.js';
import { ExportEnding } from './export-ending.js';
import { ExportNews } from './export-news.js';
import { MAX_ATTEMPTS } from './export-runner.js';
import { ExportStarter } from './export-starter.js';

const BATCH = 200;
/** As long as an export may wait before its job is taken for lost. */
const PATIENCE_MS = 60_000;
/** How often a job is put in place of one that seems lost: every place in the queue may simply be taken. */
const AGAIN_MS = 5 * 60_000;

/** Begins again what hangs: a worker died in the middle, or the queue has lost the job. */
@Injectable()
export class ExportRescue {
  constructor(
    private readonly allTenants: AllTenantsExportRepository,
    private readonly starter: ExportStarter,
    private readonly ending: ExportEnding,
    private readonly news: ExportNews,
    private readonly clock: Clock,
  ) {}

  /** @returns how many there were */
  async run(): Promise<number> {
    const now = this.clock.now().getTime();
    const forgotten = await this.allTenants.forgotten(new Date(now - PATIENCE_MS), BATCH);
    for (const one of forgotten) {
      if (one.status === 'running' && one.attempts >= MAX_ATTEMPTS) await this.giveUp(one);
      else await this.starter.start(one, `-${one.attempts}-${Math.floor(now / AGAIN_MS)}`);
    }
    return forgotten.length;
  }

  private async giveUp(one: WaitingExport): Promise<void> {
    const isOver = await this.ending.giveUp(one.tenantId, one, MAX_ATTEMPTS);
    if (isOver) await this.news.tell(one.tenantId, one.id);
  }
}
