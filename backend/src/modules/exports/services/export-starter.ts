import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import type { ReceivedEvent } from '../../../platform/events/domain-event.js';
import { OnEvent } from '../../../platform/events/on-event.js';
import { JobQueue } from '../../../platform/queues/job-queue.js';
import { ExportCreated } from '../events/export-created.event.js';
import { ExportRetried } from '../events/export-retried.event.js';
import { runExport } from '../jobs/export-jobs.js';

/** Which asking for which export. */
export interface AskedExport {
  readonly tenantId: TenantId;
  readonly id: string;
  readonly generation: number;
}

/** Hands exports that were asked for to the workers. The same asking twice is one job. */
@Injectable()
export class ExportStarter {
  constructor(private readonly jobs: JobQueue) {}

  @OnEvent(ExportCreated, { handler: 'exports.start' })
  created({ tenantId, payload }: ReceivedEvent<ExportCreated>): Promise<void> {
    return this.start({ tenantId, id: payload.exportId, generation: 1 });
  }

  @OnEvent(ExportRetried, { handler: 'exports.start_again' })
  retried({ tenantId, payload }: ReceivedEvent<ExportRetried>): Promise<void> {
    return this.start({ tenantId, id: payload.exportId, generation: payload.generation });
  }

  /** `again`: a mark of its own for a job that takes the place of one that is lost. */
  start({ tenantId, id, generation }: AskedExport, again = ''): Promise<void> {
    const jobId = `export-${id}-${generation}${again}`;
    return this.jobs.enqueue(runExport, { tenantId, exportId: id, generation }, { jobId });
  }
}
