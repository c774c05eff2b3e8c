import { Injectable } from '@nestjs/common';
import {
  REPORT_SCHEDULES_MAX,
  type CreateReportSchedule,
  type PageQuery,
  type ReportSchedule,
  type ReportSchedulePage,
  type UpdateReportSchedule,
} from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { Clock } from '../../../platform/clock/clock.js';
import { newId } from '../../../platform/database/ids.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { page } from '../../../platform/http/page.js';
import { AuditLog, changesBetween } from '../../audit/index.js';
import { TenantService } from '../../tenants/index.js';
import { nextRunAfter } from '../domain/report-calendar.js';
import type { ScheduleRow } from '../persistence/report-schedule.js';
import { ReportScheduleRepository } from '../persistence/report-schedule.repository.js';
import { ReportRecipients } from './report-recipients.js';
import { toReportSchedule } from './report-schedule.mapper.js';

/** What an audit entry of a schedule shows, before and after. */
const AUDITED = ['name', 'frequency', 'timeZone', 'hour', 'isActive', 'recipients'] as const;

/** The only writer of schedules. Every change and its audit entry are one commit. */
@Injectable()
export class ReportScheduleService {
  constructor(
    private readonly schedules: ReportScheduleRepository,
    private readonly recipients: ReportRecipients,
    private readonly tenants: TenantService,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async list({ tenantId }: Actor, query: PageQuery): Promise<ReportSchedulePage> {
    return this.unitOfWork.run(tenantId, async () => {
      const { schedules, total } = await this.schedules.page(tenantId, query);
      const ids = schedules.map(({ id }) => id);
      const recipients = await this.schedules.recipients(tenantId, ids);
      const runs = new Map((await this.schedules.lastRuns(tenantId, ids)).map((run) => [run.scheduleId, run]));
      const items = schedules.map((row) => {
        const own = recipients.filter(({ scheduleId }) => scheduleId === row.id);
        return toReportSchedule(row, { recipients: own, lastRun: runs.get(row.id) ?? null });
      });
      return page(items, total, query);
    });
  }

  /** @throws DomainError `reports.schedule_limit_reached`, or `request.invalid` for an address that is no member's */
  async create(actor: Actor, { recipients, timeZone, ...input }: CreateReportSchedule): Promise<ReportSchedule> {
    const { tenantId } = actor;
    return this.unitOfWork.run(tenantId, async () => {
      if ((await this.schedules.holdAll(tenantId)) >= REPORT_SCHEDULES_MAX) {
        throw new DomainError('reports.schedule_limit_reached', { limit: REPORT_SCHEDULES_MAX });
      }
      const listed = await this.recipients.listed(tenantId, recipients);
      const now = this.clock.now();
      const timing = { ...input, timeZone: timeZone ?? (await this.tenants.get(tenantId)).timeZone };
      const row: ScheduleRow = { ...timing, id: newId(), isActive: true, nextRunAt: nextRunAfter(now, timing), createdAt: now };
      await this.schedules.add(tenantId, row, actor.userId);
      await this.schedules.setRecipients(tenantId, row.id, listed);
      const changes = changesBetween(null, { ...row, recipients }, AUDITED);
      await this.audit.record(actor, { action: 'report.schedule_created', targetType: 'report_schedule', targetId: row.id, changes });
      return this.shown(actor, row);
    });
  }

  /** Changes what is sent and differs; another timing counts from now on. @throws DomainError `reports.schedule_not_found` */
  async update(actor: Actor, id: string, { recipients, ...patch }: UpdateReportSchedule): Promise<ReportSchedule> {
    const { tenantId } = actor;
    return this.unitOfWork.run(tenantId, async () => {
      const before = found(await this.schedules.lock(tenantId, id));
      const listed = (await this.schedules.recipients(tenantId, [id])).map(({ email }) => email);
      const merged = { ...before, ...patch };
      const after = { ...merged, nextRunAt: this.nextRunOf(before, merged) };
      const lists = { before: { ...before, recipients: listed }, after: { ...after, recipients: recipients ?? listed } };
      const changes = changesBetween(lists.before, lists.after, AUDITED);
      if (Object.keys(changes).length > 0) {
        await this.schedules.change(tenantId, after, this.clock.now());
        if (recipients) await this.schedules.setRecipients(tenantId, id, await this.recipients.listed(tenantId, recipients));
        await this.audit.record(actor, { action: 'report.schedule_updated', targetType: 'report_schedule', targetId: id, changes });
      }
      return this.shown(actor, after);
    });
  }

  /** Nothing is written any more; reports that were made stay among the exports. @throws DomainError `reports.schedule_not_found` */
  async delete(actor: Actor, id: string): Promise<void> {
    await this.unitOfWork.run(actor.tenantId, async () => {
      const { name } = found(await this.schedules.lock(actor.tenantId, id));
      await this.schedules.remove(actor.tenantId, id);
      const changes = changesBetween({ name }, null, ['name']);
      await this.audit.record(actor, { action: 'report.schedule_deleted', targetType: 'report_schedule', targetId: id, changes });
    });
  }

  /** A new name or list leaves the next run where it was. */
  private nextRunOf(before: ScheduleRow, after: ScheduleRow): Date | null {
    if (!after.isActive) return null;
    const isSame = before.frequency === after.frequency && before.timeZone === after.timeZone && before.hour === after.hour;
    return isSame && before.nextRunAt ? before.nextRunAt : nextRunAfter(this.clock.now(), after);
  }

  private async shown({ tenantId }: Actor, row: ScheduleRow): Promise<ReportSchedule> {
    const recipients = await this.schedules.recipients(tenantId, [row.id]);
    const [lastRun = null] = await this.schedules.lastRuns(tenantId, [row.id]);
    return toReportSchedule(row, { recipients, lastRun });
  }
}

function found(row: ScheduleRow | null): ScheduleRow {
  if (!row) throw new DomainError('reports.schedule_not_found');
  return row;
}
