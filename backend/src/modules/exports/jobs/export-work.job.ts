import { Injectable } from '@nestjs/common';
import { tenantIdOf } from '../../../platform/access/tenant-id.js';
import { HandlesJob } from '../../../platform/queues/job.js';
import { ExportKeeper, type Swept } from '../services/export-keeper.js';
import { ExportRescue } from '../services/export-rescue.js';
import { ExportRunner } from '../services/export-runner.js';
import { expireExports, rescueExports, runExport, type RunExportPayload, sweepExports } from './export-jobs.js';

/** Writes exports, and clears away behind them. */
@Injectable()
export class ExportWork {
  constructor(
    private readonly runner: ExportRunner,
    private readonly rescuer: ExportRescue,
    private readonly keeper: ExportKeeper,
  ) {}

  @HandlesJob(runExport)
  run({ tenantId, exportId, generation }: RunExportPayload): Promise<void> {
    return this.runner.run({ tenantId: tenantIdOf(tenantId), id: exportId, generation });
  }

  @HandlesJob(rescueExports)
  rescue(): Promise<number> {
    return this.rescuer.run();
  }

  @HandlesJob(expireExports)
  expire(): Promise<number> {
    return this.keeper.expire();
  }

  @HandlesJob(sweepExports)
  sweep(): Promise<Swept> {
    return this.keeper.sweep();
  }
}
