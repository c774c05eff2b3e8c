import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import pg from 'pg';
import { isRetryable } from './database-errors.js';
import { PLATFORM_POOL } from './pools.js';

const MAX_ATTEMPTS = 4;
const BACKOFF_MS = 15;

/** A statement of the platform role; named ones are prepared once per connection. */
export interface PlatformStatement {
  readonly name?: string;
  readonly text: string;
  readonly values?: readonly unknown[];
}

/**
 * All tenants at once, as role `orbis_platform`: identity look-ups before the tenant is known, staff pages, queue workers, the metering
 * batch. Only `all-tenants-*.repository.ts` files (and the platform itself) may use it; the architecture spec holds them to it.
 */
@Injectable()
export class PlatformDatabase {
  constructor(@Inject(PLATFORM_POOL) readonly pool: pg.Pool) {}

  async query<T extends object>(statement: PlatformStatement): Promise<T[]> {
    const { rows } = await this.pool.query<T>({ ...statement, values: [...(statement.values ?? [])] });
    return rows;
  }

  /** Runs `work` in one transaction; again as a whole on a deadlock or a serialization failure. No network call inside. */
  async transaction<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.attempt(work);
      } catch (error) {
        if (attempt === MAX_ATTEMPTS || !isRetryable(error)) throw error;
        await sleep(Math.random() * BACKOFF_MS * 2 ** attempt);
      }
    }
  }

  private async attempt<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    // a connection that is lost between two statements says so as an event: the next statement fails, not the process
    const onLost = (error: Error): void => {
      broken = error;
    };
    client.on('error', onLost);
    try {
      await client.query('begin');
      const result = await work(client);
      await client.query('commit');
      return result;
    } catch (error) {
      await client.query('rollback').catch((reason: unknown) => {
        broken = reason instanceof Error ? reason : new Error(String(reason));
      });
      throw error;
    } finally {
      client.off('error', onLost);
      client.release(broken);
    }
  }
}
