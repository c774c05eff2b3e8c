import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { secureTenantTable } from './tenant-table.js';

const SCHEDULES = `
create table report_schedules (
  id uuid primary key,
  tenant_id uuid not null references tenants (id),
  name text not null,
  frequency text not null check (frequency in ('daily', 'weekly', 'monthly', 'quarterly')),
  time_zone text not null,
  hour smallint not null check (hour between 0 and 23),
  is_active boolean not null default true,
  next_run_at timestamptz,
  created_by uuid references users (id) on delete set null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check (is_active = (next_run_at is not null))
);
comment on column report_schedules.next_run_at is 'Null while switched off';
create index report_schedules_of on report_schedules (tenant_id, created_at desc, id desc);
create index report_schedules_due on report_schedules (next_run_at) where next_run_at is not null;
`;

/** Members go with their row; whoever said no stays known as somebody who did, so that nobody else can put them back. */
const RECIPIENTS = `
create table report_recipients (
  schedule_id uuid not null references report_schedules (id) on delete cascade,
  tenant_id uuid not null references tenants (id),
  email text not null,
  user_id uuid references users (id) on delete cascade,
  place smallint not null,
  is_listed boolean not null default true,
  unsubscribed_at timestamptz,
  primary key (schedule_id, email)
);
comment on column report_recipients.is_listed is 'False for somebody who was taken off the list after having unsubscribed';
`;

/** One run per schedule and period, whoever claims it first. */
const RUNS = `
create table report_runs (
  id uuid primary key,
  tenant_id uuid not null references tenants (id),
  schedule_id uuid not null references report_schedules (id) on delete cascade,
  period_from date not null,
  period_to date not null,
  status text not null check (status in ('running', 'sent', 'failed')),
  export_id uuid,
  test_for uuid references users (id) on delete cascade,
  moved jsonb,
  started_at timestamptz not null,
  finished_at timestamptz
);
comment on column report_runs.test_for is 'Who sent it to themselves to see it; null for a run of the schedule';
comment on column report_runs.moved is 'The figures the mail leads with, of the snapshot the document was made from';
create unique index report_runs_once on report_runs (schedule_id, period_from, period_to) where test_for is null;
create index report_runs_latest on report_runs (schedule_id, started_at desc);
create unique index report_runs_export on report_runs (export_id) where export_id is not null;
`;

/** Reports by mail: when, to whom, and each time it happened. */
export class ReportSchedules1764004400000 implements MigrationInterface {
  name = 'ReportSchedules1764004400000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of [SCHEDULES, RECIPIENTS, RUNS]) await queryRunner.query(statement);
    for (const table of ['report_schedules', 'report_recipients', 'report_runs']) {
      await secureTenantTable(queryRunner, table);
      await queryRunner.query(`grant select, insert, update, delete on ${table} to orbis_app, orbis_platform`);
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of ['report_runs', 'report_recipients', 'report_schedules']) await queryRunner.query(`drop table ${table}`);
  }
}
