import { Injectable } from '@nestjs/common';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';
import { waitAfter, type Brake } from '../domain/brakes.js';

/** What is braked. */
export interface Braked {
  readonly key: Buffer;
  /** Digest of the address whose account it protects, by which all brakes of an account are found. */
  readonly account?: Buffer;
}

/** Failures in a row per key, kept by the database so that every process brakes alike. */
@Injectable()
export class AllTenantsLoginAttemptRepository {
  constructor(private readonly database: PlatformDatabase) {}

  /**
   * Counts a try before it is made: a try that waits for its answer must already slow the next one.
   * @returns null when the brake is open, else when it opens
   */
  async take({ key, account }: Braked, brake: Brake, now: Date): Promise<Date | null> {
    return this.database.transaction(async (client) => {
      await client.query('insert into login_attempts (key, failures, free_at, account) values ($1, 0, $2, $3) on conflict do nothing', [
        key,
        now,
        account ?? null,
      ]);
      const { rows } = await client.query<{ failures: number; free_at: Date }>(
        'select failures, free_at from login_attempts where key = $1 for update',
        [key],
      );
      const row = rows[0];
      // while tries are free, `free_at` is only when the last one came: one that waited here for its turn is not early
      if (row && row.failures >= brake.free && row.free_at > now) return row.free_at;
      const isForgotten = !row || now.getTime() - row.free_at.getTime() > brake.forgetMs;
      const failures = (isForgotten ? 0 : row.failures) + 1;
      const freeAt = new Date(now.getTime() + waitAfter(failures, brake));
      await client.query('update login_attempts set failures = $2, free_at = $3 where key = $1', [key, failures, freeAt]);
      return null;
    });
  }

  /** Forgets every failure. */
  async clear(keys: readonly Buffer[]): Promise<void> {
    await this.database.query({ text: 'delete from login_attempts where key = any($1::bytea[])', values: [keys] });
  }

  /** Forgets every failure at an account, from whichever device. @returns how many brakes there were */
  async clearAccount(account: Buffer): Promise<number> {
    const text = 'delete from login_attempts where account = $1 returning 1 as gone';
    return (await this.database.query({ text, values: [account] })).length;
  }

  /** Takes back one counted try, and the wait it brought. */
  async giveBack(key: Buffer, now: Date): Promise<void> {
    await this.database.query({
      text: 'update login_attempts set failures = greatest(failures - 1, 0), free_at = least(free_at, $2) where key = $1',
      values: [key, now],
    });
  }
}
