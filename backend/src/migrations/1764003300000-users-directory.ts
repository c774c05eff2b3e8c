import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * What lists of all people are searched and ordered by. `last_seen_at` is empty for whoever never came: they stand at the beginning of time,
 * so that one index serves the order and the pages.
 */
const DIRECTORY = `
create extension if not exists pg_trgm;
create index users_search on users using gin (name gin_trgm_ops, email gin_trgm_ops);
create index users_name on users (lower(name), id);
create index users_created on users (created_at, id);
create index users_seen on users ((coalesce(last_seen_at, timestamptz '1970-01-01 00:00:00+00')), id);
`;

/**
 * Whose account a brake protects, as a digest of the address: brakes of one account have many keys, one per device. Rows of before have none;
 * they are forgotten within the hour. Not inlined, because `convert_to` is merely stable: an index needs the promise.
 */
const ACCOUNTS = `
create function sign_in_account(address text) returns bytea language sql immutable strict parallel safe
  as $$ select sha256(convert_to(address, 'UTF8')) $$;
alter table login_attempts add column account bytea;
create index login_attempts_account on login_attempts (account) where account is not null;
create index users_account on users (sign_in_account(email));
`;

/** What staff did as somebody else is theirs as well. */
const IMPERSONATORS = `
create index audit_entries_impersonator on audit_entries (impersonator_id, at desc, id desc) where impersonator_id is not null;
`;

export class UsersDirectory1764003300000 implements MigrationInterface {
  name = 'UsersDirectory1764003300000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of [DIRECTORY, ACCOUNTS, IMPERSONATORS]) await queryRunner.query(statement);
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward only (house.md §1.10).');
  }
}
