import { type QueryRunner } from 'typeorm';

/**
 * Puts row-level security on a table: `orbis_app` sees the rows of the tenant that its transaction names, `orbis_platform` all of them.
 * `current_setting` without its forgiving second argument: a query outside a tenant fails instead of returning nothing.
 */
export async function secureTenantTable(queryRunner: QueryRunner, table: string, column = 'tenant_id'): Promise<void> {
  const predicate = `${column} = current_setting('app.tenant')::uuid`;
  await queryRunner.query(`alter table ${table} enable row level security`);
  await queryRunner.query(`alter table ${table} force row level security`);
  await queryRunner.query(`create policy tenant_only on ${table} to orbis_app using (${predicate}) with check (${predicate})`);
  await queryRunner.query(`create policy all_tenants on ${table} to orbis_platform using (true) with check (true)`);
}
