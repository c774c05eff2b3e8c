import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Entries of people are everywhere and found at once; of the others there may be few or none, and the whole log was read to say so. */
export class AuditActorKind1764003230000 implements MigrationInterface {
  name = 'AuditActorKind1764003230000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `create index audit_entries_actor_kind on audit_entries (actor_kind, at desc, id desc) where actor_kind <> 'user'`,
    );
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward only (house.md §1.10).');
  }
}
