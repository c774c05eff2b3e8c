import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { secureTenantTable } from './tenant-table.js';

/**
 * One narrow row per tenant with what the list of tenants is searched and sorted by. It is kept by the writes themselves, in their own
 * transactions, so that a list never shows another figure than the rows it counts. Usage is not in it: that changes with every
 * conversation, and lives in `usage_periods`.
 */
const LISTING = `
create table tenant_listing (
  tenant_id uuid primary key references tenants (id),
  members integer not null default 0,
  agents integer not null default 0,
  mrr bigint not null default 0,
  last_active_at timestamptz not null default '-infinity',
  owner_email text,
  search_text text not null
) with (fillfactor = 80);
comment on column tenant_listing.last_active_at is 'When any of its members was last seen; -infinity: never';
comment on column tenant_listing.search_text is 'Lower case, a line each: name, slug, billing e-mail, Stripe customer, e-mails of members';
create index tenant_listing_mrr on tenant_listing (mrr, tenant_id);
create index tenant_listing_members on tenant_listing (members, tenant_id);
create index tenant_listing_agents on tenant_listing (agents, tenant_id);
create index tenant_listing_active on tenant_listing (last_active_at, tenant_id);
create index tenants_name on tenants (lower(name), id);
create index tenants_status on tenants (status, id);
create index tenants_subscription on tenants (subscription_status, id);
create index tenants_tier on tenants (array_position('{free,starter,professional,enterprise}'::text[], subscription_tier), id);
`;

/**
 * What a row says, from the rows it stands for. Its writers take turns at the row first: a count made before the turn would miss what the
 * one before has just committed.
 */
const FUNCTIONS = `
create function tenant_listing_of(tenant uuid)
returns table (members integer, agents integer, mrr bigint, last_active_at timestamptz, owner_email text, search_text text)
language sql stable as $$
  select (select count(*)::int from users u where u.tenant_id = t.id),
         (select count(*)::int from agents a where a.tenant_id = t.id and a.deleted_at is null),
         coalesce((select sum(m.mrr_after - m.mrr_before)::bigint from mrr_movements m where m.tenant_id = t.id), 0),
         coalesce((select max(u.last_seen_at) from users u where u.tenant_id = t.id), '-infinity'),
         (select u.email from users u where u.tenant_id = t.id and u.role = 'owner' order by u.created_at, u.id limit 1),
         lower(concat_ws(E'\\n', t.name, t.slug, t.billing_email, t.stripe_customer_id,
           (select string_agg(u.email, E'\\n' order by u.email) from users u where u.tenant_id = t.id)))
    from tenants t where t.id = tenant
$$;

create function refresh_tenant_listing(tenant uuid) returns void language plpgsql as $$
begin
  perform 1 from tenant_listing where tenant_id = tenant for update;
  insert into tenant_listing (tenant_id, members, agents, mrr, last_active_at, owner_email, search_text)
  select tenant, f.* from tenant_listing_of(tenant) f
  on conflict (tenant_id) do update set members = excluded.members, agents = excluded.agents, mrr = excluded.mrr,
    last_active_at = excluded.last_active_at, owner_email = excluded.owner_email, search_text = excluded.search_text
  where (tenant_listing.members, tenant_listing.agents, tenant_listing.mrr, tenant_listing.last_active_at, tenant_listing.owner_email,
         tenant_listing.search_text)
        is distinct from (excluded.members, excluded.agents, excluded.mrr, excluded.last_active_at, excluded.owner_email, excluded.search_text);
end $$;

create function refresh_listing_of_row() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'tenants' then
    perform refresh_tenant_listing(new.id);
  else
    perform refresh_tenant_listing(coalesce(new.tenant_id, old.tenant_id));
  end if;
  return null;
end $$;

create function note_last_active() returns trigger language plpgsql as $$
begin
  update tenant_listing set last_active_at = new.last_seen_at where tenant_id = new.tenant_id and last_active_at < new.last_seen_at;
  return null;
end $$;

create trigger tenants_listed after insert on tenants for each row execute function refresh_listing_of_row();
create trigger tenants_relisted after update of name, slug, billing_email, stripe_customer_id on tenants for each row
  when ((old.name, old.slug, old.billing_email, old.stripe_customer_id) is distinct from (new.name, new.slug, new.billing_email, new.stripe_customer_id))
  execute function refresh_listing_of_row();
create trigger users_listed after insert or delete on users for each row execute function refresh_listing_of_row();
create trigger users_relisted after update of email, role on users for each row
  when ((old.email, old.role) is distinct from (new.email, new.role)) execute function refresh_listing_of_row();
create trigger users_seen after update of last_seen_at on users for each row
  when (new.last_seen_at is distinct from old.last_seen_at) execute function note_last_active();
create trigger agents_listed after insert or delete on agents for each row execute function refresh_listing_of_row();
create trigger agents_relisted after update of deleted_at on agents for each row
  when ((old.deleted_at is null) <> (new.deleted_at is null)) execute function refresh_listing_of_row();
create trigger mrr_movements_listed after insert or update or delete on mrr_movements for each row execute function refresh_listing_of_row();
`;

const FILL = `
insert into tenant_listing (tenant_id, members, agents, mrr, last_active_at, owner_email, search_text)
select t.id, f.* from tenants t, lateral tenant_listing_of(t.id) f on conflict (tenant_id) do nothing`;

/** The last step, because every conversation writes there: whoever does waits for this index, and not for the rows above. */
const USAGE_INDEX = 'create index usage_periods_end on usage_periods (period_end)';

/** The list of tenants is fast however many there are, whatever it is sorted by. */
export class TenantListing1764003200000 implements MigrationInterface {
  name = 'TenantListing1764003200000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(LISTING);
    await queryRunner.query(FUNCTIONS);
    await queryRunner.query(FILL);
    await queryRunner.query('grant select, insert, update, delete on tenant_listing to orbis_app, orbis_platform');
    await secureTenantTable(queryRunner, 'tenant_listing');
    await queryRunner.query(USAGE_INDEX);
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward only (house.md §1.10).');
  }
}
