import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * Mails are claimed many at a time, the urgent ones first; what a mail was filled with goes after a month. Rows from before keep the middle
 * priority: they are due or done.
 */
export class EmailLanes1764001100000 implements MigrationInterface {
  name = 'EmailLanes1764001100000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table email_messages
        add column priority smallint not null default 1,
        alter column data drop not null;
      comment on column email_messages.priority is '0 leaves first: see domain/priority.ts';
      comment on column email_messages.data is 'Null once the copy was purged';
      create index email_messages_lane on email_messages (priority, next_attempt_at) where status in ('queued','sending');
      drop index email_messages_due;
      create index email_messages_copies on email_messages (created_at) where data is not null;
      create index email_messages_failed on email_messages (created_at) where status = 'failed';
    `);
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward only (house.md §1.10).');
  }
}
