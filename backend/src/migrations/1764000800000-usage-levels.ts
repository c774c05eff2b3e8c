import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** The quick look whether a batch could reach a threshold at all asks for the lowest one, instead of knowing it too. */
const ADMIT = `
do $$
declare
  definition text := pg_get_functiondef('usage_admit(uuid[],text[],integer[],bytea[],boolean[],uuid[])'::regprocedure);
  changed text := replace(definition, '>= p.lim * 80', '>= p.lim * (usage_levels())[1]');
begin
  if changed = definition then
    raise exception 'usage_admit is not the one this migration knows';
  end if;
  execute changed;
end $$;
`;

/** usage_levels() is the one place in SQL that knows the thresholds of the contract (USAGE_THRESHOLDS). */
export class UsageLevels1764000800000 implements MigrationInterface {
  name = 'UsageLevels1764000800000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(ADMIT);
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward only (house.md §1.10).');
  }
}
