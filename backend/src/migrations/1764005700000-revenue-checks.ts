import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * How many tenants' ledger of revenue differed from their subscriptions when somebody last looked: comparing reads every movement there ever
 * was, and a metric and an alert ask all day long.
 */
const CHECKS = `
create table revenue_checks (
  is_only boolean primary key default true check (is_only),
  tenants integer not null check (tenants >= 0),
  at timestamptz not null
);
grant select, insert, update on revenue_checks to orbis_platform;
`;

export class RevenueChecks1764005700000 implements MigrationInterface {
  name = 'RevenueChecks1764005700000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(CHECKS);
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward only (house.md §1.10).');
  }
}
