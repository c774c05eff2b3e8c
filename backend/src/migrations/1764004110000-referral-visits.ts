import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { secureTenantTable } from './tenant-table.js';

/** Where links were: those from before are taken for links that did not say. */
const CHANNELS = `
alter table referrals add column channel text not null default 'direct' check (channel ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(channel) <= 40);
create index referrals_signed_up on referrals (signed_up_at);
`;

/**
 * One row for each visitor of a link and day. The visitor is a hash salted for the day; the salt goes when the day has gone, and nothing
 * tells then whose it was.
 */
const VISITS = `
create table referral_visits (
  tenant_id uuid not null references tenants (id),
  day date not null,
  visitor bytea not null check (length(visitor) = 16),
  channel text not null check (channel ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(channel) <= 40),
  visited_at timestamptz not null,
  primary key (tenant_id, day, visitor)
);
create index referral_visits_tenant on referral_visits (tenant_id, visited_at) include (channel);
create index referral_visits_at on referral_visits (visited_at) include (tenant_id, channel);
comment on column referral_visits.day is 'UTC day of the salt; reports go by visited_at';

create table referral_visit_salts (
  day date primary key,
  salt bytea not null check (length(salt) = 32)
);
`;

const GRANTS = `
grant select, insert on referral_visits to orbis_app;
grant select, insert, delete on referral_visits to orbis_platform;
grant select, insert, delete on referral_visit_salts to orbis_platform;
`;

/** What referral links bring, before anybody signs up. */
export class ReferralVisits1764004110000 implements MigrationInterface {
  name = 'ReferralVisits1764004110000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const step of [CHANNELS, VISITS, GRANTS]) await queryRunner.query(step);
    await secureTenantTable(queryRunner, 'referral_visits');
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward only (house.md §1.10).');
  }
}
