import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** A proposal falls when whoever made it is staff no more: it neither ran out nor was it taken back. */
const FALLEN = `
alter table staff_changes drop constraint staff_changes_status_check;
alter table staff_changes add constraint staff_changes_status_check
  check (status in ('pending','confirmed','withdrawn','expired','fallen'));
`;

/** Proposals that fall with the rights of who made them. */
export class StaffChangeFallen1764004501000 implements MigrationInterface {
  name = 'StaffChangeFallen1764004501000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(FALLEN);
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward only (house.md §1.10).');
  }
}
