import { Injectable } from '@nestjs/common';
import type { ReportRunStatus } from '@orbisvoice/shared-dto/values';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import type { ReportPeriod } from '../domain/report-calendar.js';
import type { NewRun } from './report-schedule.js';

const CLAIM = `
  insert into report_runs (id, tenant_id, schedule_id, period_from, period_to, status, test_for, started_at)
  values ($1, $2, $3, $4, $5, 'running', $6, $7)
  on conflict (schedule_id, period_from, period_to) where test_for is null do nothing
  returning id`;

const FIND = `
  select r.id, r.schedule_id as "scheduleId", r.period_from::text as "from", r.period_to::text as "to", r.test_for as "testFor",
         r.moved, r.export_id as "exportId", r.status, s.name, s.time_zone as "timeZone"
    from report_runs r join report_schedules s on s.id = r.schedule_id
   where r.tenant_id = $1`;

/** A figure the mail leads with, as it stands in the document. */
export interface LeadFigure {
  readonly label: string;
  readonly value: string;
  readonly change: string;
}

/** A run with what its mails say. */
export interface RunRow extends ReportPeriod {
  readonly id: string;
  readonly scheduleId: string;
  readonly name: string;
  readonly timeZone: string;
  readonly testFor: string | null;
  readonly exportId: string | null;
  readonly status: ReportRunStatus;
  /** Null until the document was made. */
  readonly moved: readonly LeadFigure[] | null;
}

/** The runs of one tenant's schedules. */
@Injectable()
export class ReportRunRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** False when the period has its run already. */
  async claim(tenantId: TenantId, { id, scheduleId, from, to, testFor, startedAt }: NewRun): Promise<boolean> {
    const values = [id, tenantId, scheduleId, from, to, testFor, startedAt];
    return (await this.unitOfWork.manager(tenantId).query<unknown[]>(CLAIM, values)).length === 1;
  }

  async setExport(tenantId: TenantId, id: string, exportId: string): Promise<void> {
    const statement = 'update report_runs set export_id = $3 where tenant_id = $1 and id = $2';
    await this.unitOfWork.manager(tenantId).query(statement, [tenantId, id, exportId]);
  }

  /** The run that waits for an export; an export that nobody scheduled has none. */
  byExport(tenantId: TenantId, exportId: string): Promise<RunRow | null> {
    return this.one(tenantId, `${FIND} and r.export_id = $2`, exportId);
  }

  byId(tenantId: TenantId, id: string): Promise<RunRow | null> {
    return this.one(tenantId, `${FIND} and r.id = $2`, id);
  }

  /** Keeps what the mail will say of the document that was made; that of a later try counts. */
  async setMoved(tenantId: TenantId, exportId: string, moved: readonly LeadFigure[]): Promise<void> {
    const statement = 'update report_runs set moved = $3::jsonb where tenant_id = $1 and export_id = $2';
    await this.unitOfWork.run(tenantId, (manager) => manager.query(statement, [tenantId, exportId, JSON.stringify(moved)]));
  }

  async end(tenantId: TenantId, id: string, { status, at }: { readonly status: ReportRunStatus; readonly at: Date }): Promise<void> {
    const statement = 'update report_runs set status = $3, finished_at = $4 where tenant_id = $1 and id = $2';
    await this.unitOfWork.manager(tenantId).query(statement, [tenantId, id, status, at]);
  }

  private async one(tenantId: TenantId, text: string, value: string): Promise<RunRow | null> {
    const rows = await this.unitOfWork.run(tenantId, (manager) => manager.query<RunRow[]>(text, [tenantId, value]));
    return rows[0] ?? null;
  }
}
