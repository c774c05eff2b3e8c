import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Events that were worked on are handed over, whatever way they took. */
const HAND_OVER = `
alter table stripe_events add column handed_over_at timestamptz;
comment on column stripe_events.handed_over_at is 'When its job was added to the queue';
update stripe_events set handed_over_at = received_at where status <> 'received';
create index stripe_events_waiting on stripe_events (received_at) where status = 'received' and handed_over_at is null and not is_fetched;
`;

/** The workers take stored events to the queue themselves. */
export class StripeHandOver1764002900000 implements MigrationInterface {
  name = 'StripeHandOver1764002900000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(HAND_OVER);
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward only (house.md §1.10).');
  }
}
