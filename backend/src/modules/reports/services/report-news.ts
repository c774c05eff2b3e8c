import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import type { ReceivedEvent } from '../../../platform/events/domain-event.js';
import { EventPublisher } from '../../../platform/events/event-publisher.js';
import { HandledEvents } from '../../../platform/events/handled-events.js';
import { OnEvent } from '../../../platform/events/on-event.js';
import { ExportCanceled } from '../../exports/events/export-canceled.event.js';
import { ExportCompleted } from '../../exports/events/export-completed.event.js';
import { ExportFailed } from '../../exports/events/export-failed.event.js';
import { ReportReady } from '../events/report-ready.event.js';
import { ReportRunRepository } from '../persistence/report-run.repository.js';

const COMPLETED = 'reports.export_completed';
const FAILED = 'reports.export_failed';
const CANCELED = 'reports.export_canceled';

/** Hears what became of the documents that runs ordered. Somebody else's exports are none of its business. */
@Injectable()
export class ReportNews {
  constructor(
    private readonly runs: ReportRunRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly handled: HandledEvents,
    private readonly events: EventPublisher,
    private readonly clock: Clock,
  ) {}

  @OnEvent(ExportCompleted, { handler: COMPLETED })
  async completed({ id, tenantId, payload: { exportId, bytes } }: ReceivedEvent<ExportCompleted>): Promise<void> {
    await this.unitOfWork.run(tenantId, async () => {
      const run = await this.runs.byExport(tenantId, exportId);
      if (!run || !(await this.handled.claim(tenantId, id, COMPLETED))) return;
      // the file of a report that was mailed may be asked for again; its mails are not
      if (run.status === 'sent') return;
      await this.runs.end(tenantId, run.id, { status: 'sent', at: this.clock.now() });
      await this.events.publish(tenantId, new ReportReady({ runId: run.id, scheduleId: run.scheduleId, exportId, bytes }));
    });
  }

  @OnEvent(ExportFailed, { handler: FAILED })
  failed(event: ReceivedEvent<ExportFailed>): Promise<void> {
    return this.giveUp(event, FAILED);
  }

  @OnEvent(ExportCanceled, { handler: CANCELED })
  canceled(event: ReceivedEvent<ExportCanceled>): Promise<void> {
    return this.giveUp(event, CANCELED);
  }

  private async giveUp(
    { id, tenantId, payload: { exportId } }: ReceivedEvent<ExportFailed | ExportCanceled>,
    handler: string,
  ): Promise<void> {
    await this.unitOfWork.run(tenantId, async () => {
      const run = await this.runs.byExport(tenantId, exportId);
      if (!run || run.status === 'sent' || !(await this.handled.claim(tenantId, id, handler))) return;
      await this.runs.end(tenantId, run.id, { status: 'failed', at: this.clock.now() });
    });
  }
}
