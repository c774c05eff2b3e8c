import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** What staff looks for: mails to an address, news of the last day, what was sent again from a mail. */
const INDEXES = `
create index email_messages_recipient on email_messages (recipient text_pattern_ops, created_at desc, id desc);
create index email_messages_resends on email_messages (resend_of) where resend_of is not null;
create index email_events_recent on email_events (at desc);
`;

export class EmailDesk1764001500000 implements MigrationInterface {
  name = 'EmailDesk1764001500000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(INDEXES);
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward only (house.md §1.10).');
  }
}
