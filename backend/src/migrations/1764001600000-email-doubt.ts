import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Set before a mail that may have arrived is handed over once more; what finds it set does not send it a third time. */
const DOUBT = `
alter table email_messages add column doubted_at timestamptz;
comment on column email_messages.doubted_at is 'When a mail that may have arrived was about to be handed over once more';
`;

/** A mail is repeated once at most. */
export class EmailDoubt1764001600000 implements MigrationInterface {
  name = 'EmailDoubt1764001600000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(DOUBT);
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward only (house.md §1.10).');
  }
}
