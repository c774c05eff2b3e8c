import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Amounts of two currencies are no sum: the list shows, sorts and adds up the money that the overview and the revenue page show. */
const LISTING = `
create or replace function tenant_listing_of(tenant uuid)
returns table (members integer, agents integer, mrr bigint, last_active_at timestamptz, owner_email text, search_text text)
language sql stable as $$
  select (select count(*)::int from users u where u.tenant_id = t.id),
         (select count(*)::int from agents a where a.tenant_id = t.id and a.deleted_at is null),
         coalesce((select sum(m.mrr_after - m.mrr_before)::bigint from mrr_movements m where m.tenant_id = t.id and m.currency = 'usd'), 0),
         coalesce((select max(u.last_seen_at) from users u where u.tenant_id = t.id), '-infinity'),
         (select u.email from users u where u.tenant_id = t.id and u.role = 'owner' order by u.created_at, u.id limit 1),
         lower(concat_ws(E'\\n', t.name, t.slug, t.billing_email, t.stripe_customer_id,
           (select string_agg(u.email, E'\\n' order by u.email) from users u where u.tenant_id = t.id)))
    from tenants t where t.id = tenant
$$`;
const AGAIN = `
select refresh_tenant_listing(m.tenant_id) from (select distinct tenant_id from mrr_movements where currency <> 'usd' order by tenant_id) m`;

export class TenantListingOneCurrency1764003920000 implements MigrationInterface {
  name = 'TenantListingOneCurrency1764003920000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(LISTING);
    await queryRunner.query(AGAIN);
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward only (house.md §1.10).');
  }
}
