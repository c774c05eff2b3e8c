import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { secureTenantTable } from './tenant-table.js';

/**
 * `json` keeps the text as it was written, which is what the chain hashes; `jsonb` would spell it anew. The check is not valid for rows that
 * are there already: `migrate` chains them with the key, which no migration has, and validates it then.
 */
const ENTRIES = `
alter table audit_entries
  alter column changes drop default,
  alter column changes type json using changes::json,
  alter column changes set default '{}',
  add column seq bigint,
  add column hash bytea,
  add column mac bytea,
  add column actor_subject text,
  add column actor_sealed text,
  add column ip_hash bytea,
  add constraint audit_entries_chained
    check (ip is null and seq is not null and seq > 0 and hash is not null and length(hash) = 32 and mac is not null and length(mac) = 32)
    not valid;
comment on column audit_entries.ip is 'Empty since addresses are sealed';
comment on column audit_entries.seq is 'Place in the tenant''s chain, without gaps';
comment on column audit_entries.actor_sealed is 'Name and address of the actor, under the key of actor_subject';
comment on column audit_entries.ip_hash is 'Keyed hash of the address: finds equal ones';
create unique index audit_entries_chain on audit_entries (tenant_id, seq);
create index audit_entries_action on audit_entries (action, at desc, id desc);
create index audit_entries_actor on audit_entries (actor_id, at desc, id desc) where actor_id is not null;
create index audit_entries_target on audit_entries (target_id, at desc, id desc) where target_id is not null;
create index audit_entries_ip on audit_entries (ip_hash, at desc, id desc) where ip_hash is not null;
`;

/** One row per tenant, the last lock of every transaction that writes an entry. It is there from the tenant's first moment. */
const CHAINS = `
create table audit_chains (
  tenant_id uuid primary key references tenants (id),
  seq bigint not null default 0,
  hash bytea not null default decode(repeat('00', 32), 'hex'),
  mac bytea not null default decode(repeat('00', 32), 'hex')
) with (fillfactor = 50);
insert into audit_chains (tenant_id) select id from tenants;
alter table audit_entries drop constraint audit_entries_tenant_id_fkey,
  add constraint audit_entries_chain_fkey foreign key (tenant_id) references audit_chains (tenant_id);
create function begin_audit_chain() returns trigger language plpgsql as $$
begin
  insert into audit_chains (tenant_id) values (new.id);
  return null;
end $$;
create trigger tenants_audit_chain after insert on tenants for each row execute function begin_audit_chain();
create trigger audit_chains_no_truncate before truncate on audit_chains for each statement execute function refuse_change();
`;

/**
 * A key per person and tenant. Deleting it is what erasure does to the audit log: the ciphertext stays, and with it the chain. Keys are made
 * under the lock of the chain, so they belong to its row: who is at it must not wait for the tenant's.
 */
const SUBJECT_KEYS = `
create table audit_subject_keys (
  tenant_id uuid not null references audit_chains (tenant_id),
  subject text not null,
  key_sealed text not null,
  created_at timestamptz not null,
  primary key (tenant_id, subject)
);
create index audit_subject_keys_subject on audit_subject_keys (subject);
`;

/** The ends of chains, signed now and then. Rows are only ever added; a copy belongs outside of the database. */
const HEADS = `
create table audit_heads (
  tenant_id uuid not null references tenants (id),
  seq bigint not null,
  hash bytea not null,
  at timestamptz not null,
  signature bytea not null,
  primary key (tenant_id, seq)
);
create index audit_heads_at on audit_heads (at, tenant_id);
create trigger audit_heads_append_only before update or delete on audit_heads for each row execute function refuse_change();
create trigger audit_heads_no_truncate before truncate on audit_heads for each statement execute function refuse_change();
`;

/** Checks of the whole log, one at a time. */
const VERIFICATIONS = `
create table audit_verifications (
  id uuid primary key,
  status text not null check (status in ('running','intact','broken','failed')),
  started_at timestamptz not null,
  started_by text not null,
  beat_at timestamptz not null,
  finished_at timestamptz,
  entries bigint not null default 0,
  tenants bigint not null default 0,
  heads bigint not null default 0,
  faulty_tenants bigint not null default 0,
  findings jsonb not null default '[]',
  error text
);
create unique index audit_verifications_one on audit_verifications ((true)) where status = 'running';
create index audit_verifications_newest on audit_verifications (started_at desc, id desc);
`;

/**
 * Moves the end of a chain and adds the entries, if the chain still ends where the caller saw it; otherwise nothing is written, and the end is
 * returned under its lock. A function, because its statements are planned once per connection.
 */
const APPEND = `
create function append_audit(for_tenant uuid, entries json, seen_seq bigint, seen_hash bytea, next_seq bigint, next_hash bytea, next_mac bytea)
returns table (seq bigint, hash bytea, mac bytea) language plpgsql as $$
#variable_conflict use_column
begin
  update audit_chains c set seq = next_seq, hash = next_hash, mac = next_mac
  where c.tenant_id = for_tenant and c.seq = seen_seq and c.hash = seen_hash;
  if not found then
    return query select c.seq, c.hash, c.mac from audit_chains c where c.tenant_id = for_tenant for no key update;
    if not found then
      raise exception 'tenant % has no chain', for_tenant;
    end if;
    return;
  end if;
  insert into audit_entries (id, tenant_id, seq, at, action, actor_kind, actor_id, actor_name, actor_subject, actor_sealed, impersonator_id,
    target_type, target_id, changes, ip_hash, trace_id, hash, mac)
  select e.id, for_tenant, e.seq, e.at, e.action, e."actorKind", e."actorId", e."actorName", e."actorSubject", e."actorSealed",
    e."impersonatorId", e."targetType", e."targetId", e.changes::json, decode(e."ipHash", 'hex'), e."traceId",
    decode(e.hash, 'hex'), decode(e.mac, 'hex')
  from json_to_recordset(entries) as e (id uuid, seq bigint, at timestamptz, action text, "actorKind" text, "actorId" text,
    "actorName" text, "actorSubject" text, "actorSealed" text, "impersonatorId" uuid, "targetType" text, "targetId" text, changes text,
    "ipHash" text, "traceId" text, hash text, mac text);
end $$;
`;

const GRANTS = `
grant select, insert, update on audit_chains to orbis_app, orbis_platform;
grant select, insert, delete on audit_subject_keys to orbis_app, orbis_platform;
grant select, insert, update on audit_verifications to orbis_platform;
grant select, insert on audit_heads to orbis_app, orbis_platform;
`;

/** The audit log as a chain per tenant: sequence, hash, keyed MAC, signed heads, and personal data under keys that can be deleted. */
export class AuditChain1764002000000 implements MigrationInterface {
  name = 'AuditChain1764002000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of [ENTRIES, CHAINS, SUBJECT_KEYS, HEADS, VERIFICATIONS, APPEND, GRANTS]) await queryRunner.query(statement);
    for (const table of ['audit_chains', 'audit_subject_keys', 'audit_heads']) await secureTenantTable(queryRunner, table);
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward only (house.md §1.10).');
  }
}
