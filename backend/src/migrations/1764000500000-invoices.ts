import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { secureTenantTable } from './tenant-table.js';

/** Notices that a clock sends: each subject is told of once, however often the clock strikes. */
const NOTICES = `
create table billing_notices (
  tenant_id uuid not null references tenants (id),
  kind text not null,
  subject text not null,
  told_at timestamptz not null,
  primary key (tenant_id, kind, subject)
);
comment on column billing_notices.subject is 'What was told of, for example a subscription and its end date';
`;

/** Which card it is: a second card of the same brand and digits is another one to retry an open invoice with. */
const CARD = `alter table billing_profiles add column stripe_payment_method_id text`;

/** Invoices, disputes and refunds are found by the payment they are about. */
const INDEXES = `
create index disputes_open on disputes (evidence_due_by) where closed_at is null;
create index disputes_invoice on disputes (stripe_invoice_id);
create index refunds_invoice on refunds (stripe_invoice_id);
create index invoices_open on invoices (stripe_subscription_id) where status = 'open';
create index subscriptions_ending on subscriptions (coalesce(cancel_at, current_period_end)) where cancel_at_period_end;
`;

/** What invoices, dunning and the payment profile need besides their tables. */
export class Invoices1764000500000 implements MigrationInterface {
  name = 'Invoices1764000500000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const part of [NOTICES, CARD, INDEXES]) await queryRunner.query(part);
    await queryRunner.query('grant select, insert, update, delete on billing_notices to orbis_app, orbis_platform');
    await secureTenantTable(queryRunner, 'billing_notices');
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward only (house.md §1.10).');
  }
}
