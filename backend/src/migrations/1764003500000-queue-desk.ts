import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * Figures of the running platform and what staff did to its queues. No tenant is in them: only `orbis_platform` gets rights.
 */
const TABLES = `
create table integration_reports (
  name text not null,
  process_id uuid not null,
  last_success_at timestamptz,
  last_error_at timestamptz,
  last_error text,
  latency_ms int,
  circuit text check (circuit in ('closed', 'open', 'half_open')),
  circuit_until timestamptz,
  reported_at timestamptz not null,
  primary key (name, process_id)
);
comment on column integration_reports.last_error is 'Masked before it is written';

create table integration_hours (
  name text not null,
  hour timestamptz not null,
  successes bigint not null default 0,
  failures bigint not null default 0,
  primary key (name, hour)
);

create table integration_probes (
  name text primary key,
  begun_at timestamptz not null,
  ended_at timestamptz,
  begun_by uuid not null,
  is_ok boolean,
  latency_ms int,
  detail text
);

create table queue_minutes (
  queue text not null,
  minute timestamptz not null,
  done int not null default 0,
  retried int not null default 0,
  failed int not null default 0,
  primary key (queue, minute)
);
comment on table queue_minutes is 'Runs of jobs by outcome, as the workers count them';

create table queue_pauses (
  queue text primary key,
  paused_at timestamptz not null,
  paused_by uuid not null,
  reason text not null
);

create table discarded_jobs (
  id uuid primary key,
  queue text not null,
  job_id text not null,
  name text not null,
  data jsonb not null,
  options jsonb not null,
  attempts int not null,
  error text,
  enqueued_at timestamptz not null,
  failed_at timestamptz,
  discarded_at timestamptz not null,
  discarded_by uuid not null,
  reason text not null
);
comment on table discarded_jobs is 'Dead letters that staff took out of a queue; kept so that they can be put back';
create unique index discarded_jobs_once on discarded_jobs (queue, job_id);
create index discarded_jobs_recent on discarded_jobs (queue, discarded_at desc, id desc);
`;

const NAMES = ['integration_reports', 'integration_hours', 'integration_probes', 'queue_minutes', 'queue_pauses', 'discarded_jobs'];

/** What staff see of the machinery: integrations, queues and what was taken out of them. */
export class QueueDesk1764003500000 implements MigrationInterface {
  name = 'QueueDesk1764003500000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(TABLES);
    await queryRunner.query(`grant select, insert, update, delete on ${NAMES.join(', ')} to orbis_platform`);
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward only (house.md §1.10).');
  }
}
