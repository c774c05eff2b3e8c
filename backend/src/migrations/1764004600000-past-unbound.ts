import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * Forced row-level security binds an owner that is no superuser, as a hosted database gives its customer: the fillings of 1764004000000 and
 * 1764004101000 found no row there, and said nothing. Tenants are marked here; the calls of tools follow in a step of their own, until whose
 * end their owner stays unbound: no process of ours is the owner. Where the fillings did find their rows, tenants are made anew once more.
 */
const UNBOUND = `
alter table tenants no force row level security;
alter table rollup_marks no force row level security;
insert into rollup_marks (tenant_id)
select id from tenants t where not exists (select 1 from rollup_marks m where m.tenant_id = t.id and m.at is null);
alter table rollup_marks force row level security;
alter table tenants force row level security;
alter table conversations no force row level security;
alter table tool_executions no force row level security;
`;

export class PastUnbound1764004600000 implements MigrationInterface {
  name = 'PastUnbound1764004600000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UNBOUND);
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward only (house.md §1.10).');
  }
}
