import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Temporary bounces of an address, whosever mail it was; what is older than the longest memory of the policy goes with the next one. */
const SOFT_BOUNCES = `
create table email_soft_bounces (
  address_hash bytea not null,
  message_id uuid not null references email_messages (id) on delete cascade,
  at timestamptz not null
);
create index email_soft_bounces_address on email_soft_bounces (address_hash, at);
create index email_soft_bounces_message on email_soft_bounces (message_id);
`;

/**
 * Suppressions are the platform's, what they follow from is a tenant's: these functions let one transaction of a tenant write both, and
 * its audit entry, without giving that role the list. Their owner owns the tables, none of which is under row-level security.
 */
const FUNCTIONS = `
create function note_soft_bounce(bounced bytea, message uuid, happened_at timestamptz, since timestamptz) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  counted integer;
begin
  -- two at once must not both miss the third
  perform pg_advisory_xact_lock(hashtextextended(encode(bounced, 'hex'), 0));
  delete from email_soft_bounces where address_hash = bounced and at < since;
  if happened_at >= since then
    insert into email_soft_bounces values (bounced, message, happened_at);
  end if;
  select count(*) into counted from email_soft_bounces where address_hash = bounced;
  return counted;
end $$;

create function suppress_email(entry jsonb, hashed bytea) returns uuid
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  changed uuid;
begin
  -- one that has run out makes room
  update email_suppressions set removed_at = expires_at, removal_note = 'expired'
   where address_hash = hashed and scope = entry ->> 'scope' and removed_at is null and expires_at <= (entry ->> 'createdAt')::timestamptz;
  insert into email_suppressions
    (id, address_hash, address_sealed, scope, reason, source, note, actor_id, message_id, created_at, expires_at)
  values
    ((entry ->> 'id')::uuid, hashed, entry ->> 'sealed', entry ->> 'scope', entry ->> 'reason', entry ->> 'source', entry ->> 'note',
     (entry ->> 'actorId')::uuid, (entry ->> 'messageId')::uuid, (entry ->> 'createdAt')::timestamptz, (entry ->> 'expiresAt')::timestamptz)
  on conflict (address_hash, scope) where removed_at is null do update
    set reason = excluded.reason, source = excluded.source, note = excluded.note, actor_id = excluded.actor_id,
        message_id = excluded.message_id, expires_at = excluded.expires_at,
        address_sealed = coalesce(email_suppressions.address_sealed, excluded.address_sealed)
  -- only what lasts longer replaces what is there
  where email_suppressions.expires_at is not null
    and (excluded.expires_at is null or excluded.expires_at > email_suppressions.expires_at)
  returning id into changed;
  return changed;
end $$;

create function unsuppress_email(entry uuid, remover uuid, said text, happened_at timestamptz) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update email_suppressions set removed_at = happened_at, removed_by = remover, removal_note = said where id = entry and removed_at is null;
  return found;
end $$;

revoke all on function note_soft_bounce, suppress_email, unsuppress_email from public;
grant execute on function note_soft_bounce, suppress_email, unsuppress_email to orbis_app, orbis_platform;
`;

/** What the policy of bounces and complaints needs beside the tables of the mail engine. */
export class EmailBounces1764001200000 implements MigrationInterface {
  name = 'EmailBounces1764001200000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of [SOFT_BOUNCES, FUNCTIONS]) await queryRunner.query(statement);
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward only (house.md §1.10).');
  }
}
