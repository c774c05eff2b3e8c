import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../platform/access/actor.js';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { Clock } from '../../../platform/clock/clock.js';
import { newId } from '../../../platform/database/ids.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { AuditLog } from '../../audit/index.js';
import { ExportOrders } from '../../exports/index.js';
import { lastPeriod, nextRunAfter, periodDueAt, type ReportPeriod } from '../domain/report-calendar.js';
import { ReportRunRepository } from '../persistence/report-run.repository.js';
import type { ScheduleRow } from '../persistence/report-schedule.js';
import { ReportScheduleRepository } from '../persistence/report-schedule.repository.js';

/**
 * Begins runs. The claim of the period, the order of its document and the time of the next run are one commit: whoever dies before it has
 * done nothing, whoever dies after it has done all, and of several who try at once one finds the schedule due.
 */
@Injectable()
export class ReportRuns {
  constructor(
    private readonly schedules: ReportScheduleRepository,
    private readonly runs: ReportRunRepository,
    private readonly orders: ExportOrders,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** Runs a schedule whose time has come: for the latest period alone, however many were missed. False when somebody else did. */
  async run(tenantId: TenantId, id: string): Promise<boolean> {
    return this.unitOfWork.run(tenantId, async () => {
      const now = this.clock.now();
      const schedule = await this.schedules.lockDue(tenantId, id, now);
      if (!schedule) return false;
      const isNew = await this.begin(tenantId, schedule, { ...periodDueAt(now, schedule), testFor: null });
      await this.schedules.change(tenantId, { ...schedule, nextRunAt: nextRunAfter(now, schedule) }, now);
      return isNew;
    });
  }

  /** Sends the report of the latest period to whoever asks, and to nobody else. @throws DomainError `reports.schedule_not_found` */
  async test(actor: Actor, id: string): Promise<void> {
    const { tenantId, userId } = actor;
    await this.unitOfWork.run(tenantId, async () => {
      const schedule = await this.schedules.lock(tenantId, id);
      if (!schedule) throw new DomainError('reports.schedule_not_found');
      await this.begin(tenantId, schedule, { ...lastPeriod(this.clock.now(), schedule), testFor: userId });
      await this.audit.record(actor, { action: 'report.schedule_tested', targetType: 'report_schedule', targetId: id });
    });
  }

  private async begin(
    tenantId: TenantId,
    { id: scheduleId, timeZone }: ScheduleRow,
    { from, to, testFor }: ReportPeriod & { readonly testFor: string | null },
  ): Promise<boolean> {
    const id = newId();
    if (!(await this.runs.claim(tenantId, { id, scheduleId, from, to, testFor, startedAt: this.clock.now() }))) return false;
    const exportId = await this.orders.place(tenantId, {
      dataset: 'report',
      format: 'pdf',
      filters: { from, to, timeZone },
      hasByteOrderMark: false,
      requestedBy: null,
      requestKey: null,
    });
    await this.runs.setExport(tenantId, id, exportId);
    return true;
  }
}
