import { type QueryRunner } from 'typeorm';

/** An index of a table that is there and written to. */
export interface ConcurrentIndex {
  readonly name: string;
  /** What follows the word `on`: table, columns, condition. */
  readonly on: string;
  /** While it is made, and when that fails, it already refuses what contradicts it. */
  readonly isUnique?: true;
}

/**
 * Makes an index while the table is read and written. The migration says `transaction = false`: PostgreSQL does this in several transactions. Nothing
 * undoes them when they are interrupted; what is left is an index that no query uses and every write keeps up. The next run drops it and makes it
 * anew. An index that is whole is left as it is, so a migration may repeat. See docs/guides/migrations.md.
 */
export async function createIndexConcurrently(queryRunner: QueryRunner, { name, on, isUnique }: ConcurrentIndex): Promise<void> {
  const left: unknown = await queryRunner.query('select from pg_index where indexrelid = to_regclass($1) and not indisvalid', [name]);
  if (Array.isArray(left) && left.length > 0) await queryRunner.query(`drop index concurrently if exists ${name}`);
  await queryRunner.query(`create ${isUnique ? 'unique ' : ''}index concurrently if not exists ${name} on ${on}`);
}
