import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * What staff type into one field is found in any part of a name or an address, however many there are: whole names and beginnings by an
 * ordered index, the middle of a word by its trigrams.
 */
const SEARCH = `
create extension if not exists pg_trgm;
create index tenants_search on tenants using gin (name gin_trgm_ops, slug gin_trgm_ops);
create index tenants_search_name on tenants (lower(name) text_pattern_ops);
create index if not exists users_search on users using gin (name gin_trgm_ops, email gin_trgm_ops);
create index users_search_name on users (lower(name) text_pattern_ops);
create index users_search_email on users (email text_pattern_ops);
`;

export class Search1764003700000 implements MigrationInterface {
  name = 'Search1764003700000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(SEARCH);
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward only (house.md §1.10).');
  }
}
