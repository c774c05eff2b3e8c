import { Injectable } from '@nestjs/common';
import type { PageQuery } from '@orbisvoice/shared-dto';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { offsetOf } from '../../../platform/http/page.js';
import type { LastRun, ListedRecipient, RecipientRow, ScheduleRow } from './report-schedule.js';

const COLUMNS = `id, name, frequency, time_zone as "timeZone", hour, is_active as "isActive", next_run_at as "nextRunAt",
  created_at as "createdAt"`;

const INSERT = `
  insert into report_schedules (id, tenant_id, name, frequency, time_zone, hour, is_active, next_run_at, created_by, created_at, updated_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)`;

const UPDATE = `
  update report_schedules
     set name = $3, frequency = $4, time_zone = $5, hour = $6, is_active = $7, next_run_at = $8, updated_at = $9
   where tenant_id = $1 and id = $2`;

/** Who said no and comes back onto the list still says no. */
const LIST = `
  insert into report_recipients (tenant_id, schedule_id, email, user_id, place)
  select $1, $2, email, user_id, place
    from unnest($3::text[], $4::uuid[]) with ordinality r (email, user_id, place)
  on conflict (schedule_id, email) do update set user_id = excluded.user_id, place = excluded.place, is_listed = true`;

const UNLIST = `
  with gone as (
    delete from report_recipients
     where tenant_id = $1 and schedule_id = $2 and not (email = any ($3::text[])) and unsubscribed_at is null
  )
  update report_recipients set is_listed = false
   where tenant_id = $1 and schedule_id = $2 and not (email = any ($3::text[])) and unsubscribed_at is not null`;

const RECIPIENTS = `
  select schedule_id as "scheduleId", email, user_id as "userId", unsubscribed_at as "unsubscribedAt"
    from report_recipients where tenant_id = $1 and schedule_id = any ($2::uuid[]) and is_listed order by place, email`;

const TURN = `
  update report_recipients set unsubscribed_at = $4
   where tenant_id = $1 and schedule_id = $2 and email = $3 and (unsubscribed_at is null) = ($4::timestamptz is not null)
  returning email`;

const LAST_RUNS = `
  select distinct on (schedule_id) schedule_id as "scheduleId", started_at as "startedAt", status, export_id as "exportId"
    from report_runs where tenant_id = $1 and schedule_id = any ($2::uuid[]) and test_for is null
   order by schedule_id, started_at desc`;

/** The schedules of one tenant and their recipients. */
@Injectable()
export class ReportScheduleRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async add(tenantId: TenantId, schedule: ScheduleRow, createdBy: string | null): Promise<void> {
    const { id, name, frequency, timeZone, hour, isActive, nextRunAt, createdAt } = schedule;
    const values = [id, tenantId, name, frequency, timeZone, hour, isActive, nextRunAt, createdBy, createdAt];
    await this.unitOfWork.manager(tenantId).query(INSERT, values);
  }

  async change(tenantId: TenantId, schedule: ScheduleRow, at: Date): Promise<void> {
    const { id, name, frequency, timeZone, hour, isActive, nextRunAt } = schedule;
    await this.unitOfWork.manager(tenantId).query(UPDATE, [tenantId, id, name, frequency, timeZone, hour, isActive, nextRunAt, at]);
  }

  /** False when there is none. */
  async remove(tenantId: TenantId, id: string): Promise<boolean> {
    const statement = 'delete from report_schedules where tenant_id = $1 and id = $2 returning id';
    const [rows] = await this.unitOfWork.manager(tenantId).query<[unknown[], number]>(statement, [tenantId, id]);
    return rows.length === 1;
  }

  async find(tenantId: TenantId, id: string): Promise<ScheduleRow | null> {
    return (
      (await this.rows<ScheduleRow>(tenantId, `select ${COLUMNS} from report_schedules where tenant_id = $1 and id = $2`, [id]))[0] ?? null
    );
  }

  /** The schedule, its row locked until the unit of work ends. */
  async lock(tenantId: TenantId, id: string): Promise<ScheduleRow | null> {
    const statement = `select ${COLUMNS} from report_schedules where tenant_id = $1 and id = $2 for update`;
    return (await this.rows<ScheduleRow>(tenantId, statement, [id]))[0] ?? null;
  }

  /** The schedule, locked, when its time has come and nobody else holds it. */
  async lockDue(tenantId: TenantId, id: string, now: Date): Promise<ScheduleRow | null> {
    const statement = `
      select ${COLUMNS} from report_schedules where tenant_id = $1 and id = $2 and next_run_at <= $3 for update skip locked`;
    return (await this.rows<ScheduleRow>(tenantId, statement, [id, now]))[0] ?? null;
  }

  /** One after the other until the unit of work ends: whoever counts and then adds is alone with the count. */
  async holdAll(tenantId: TenantId): Promise<number> {
    await this.rows(tenantId, `select pg_advisory_xact_lock(hashtextextended('report schedules ' || $1::text, 0))`, []);
    const [row] = await this.rows<{ count: number }>(
      tenantId,
      'select count(*)::int as count from report_schedules where tenant_id = $1',
      [],
    );
    return row?.count ?? 0;
  }

  /** One page, the newest first, and how many there are. */
  async page(tenantId: TenantId, query: PageQuery): Promise<{ schedules: ScheduleRow[]; total: number }> {
    const statement = `
      select ${COLUMNS}, count(*) over ()::int as total from report_schedules where tenant_id = $1
       order by created_at desc, id desc limit $2 offset $3`;
    const rows = await this.rows<ScheduleRow & { total: number }>(tenantId, statement, [query.pageSize, offsetOf(query)]);
    return { schedules: rows, total: rows[0]?.total ?? 0 };
  }

  /** Puts these on the list, in this order, and everybody else off it. */
  async setRecipients(tenantId: TenantId, scheduleId: string, recipients: readonly ListedRecipient[]): Promise<void> {
    const emails = recipients.map(({ email }) => email);
    await this.rows(tenantId, UNLIST, [scheduleId, emails]);
    await this.rows(tenantId, LIST, [scheduleId, emails, recipients.map(({ userId }) => userId)]);
  }

  async recipients(tenantId: TenantId, scheduleIds: readonly string[]): Promise<(RecipientRow & { readonly scheduleId: string })[]> {
    return this.rows(tenantId, RECIPIENTS, [scheduleIds]);
  }

  /** Writes that a recipient wants no more, or again (null). False when it was so already. */
  async turn(tenantId: TenantId, scheduleId: string, change: { readonly email: string; readonly at: Date | null }): Promise<boolean> {
    const [rows] = await this.unitOfWork
      .manager(tenantId)
      .query<[unknown[], number]>(TURN, [tenantId, scheduleId, change.email, change.at]);
    return rows.length === 1;
  }

  lastRuns(tenantId: TenantId, scheduleIds: readonly string[]): Promise<LastRun[]> {
    return this.rows(tenantId, LAST_RUNS, [scheduleIds]);
  }

  private rows<T>(tenantId: TenantId, text: string, values: readonly unknown[]): Promise<T[]> {
    return this.unitOfWork.run(tenantId, (manager) => manager.query<T[]>(text, [tenantId, ...values]));
  }
}
