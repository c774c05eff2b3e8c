import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * An event that was fetched from Stripe's list says nothing about whether webhooks arrive: the pulse counts only those that were sent to us.
 */
const FETCHED = `
alter table stripe_events add column is_fetched boolean not null default false;
comment on column stripe_events.is_fetched is 'Found missing by a reconciliation and fetched; it never arrived by webhook';
create index stripe_events_arrived on stripe_events (received_at desc) where not is_fetched;
drop index stripe_events_received;
`;

/** What the reconciliation needs besides its tables. */
export class Reconciliation1764000600000 implements MigrationInterface {
  name = 'Reconciliation1764000600000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(FETCHED);
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward only (house.md §1.10).');
  }
}
