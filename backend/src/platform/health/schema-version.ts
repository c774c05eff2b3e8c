import { Inject, Injectable } from '@nestjs/common';
import pg from 'pg';
import { PLATFORM_POOL } from '../database/pools.js';
import { EXPECTED_MIGRATIONS } from './expected-migrations.js';

/** Whether the database has every migration this build was written against. A newer database is fine: migrations are safe under running code. */
@Injectable()
export class SchemaVersion {
  constructor(
    @Inject(PLATFORM_POOL) private readonly pool: pg.Pool,
    @Inject(EXPECTED_MIGRATIONS) private readonly expected: readonly string[],
  ) {}

  /** @throws Error naming what is missing */
  async assertCurrent(): Promise<void> {
    const { rows } = await this.pool.query<{ name: string }>('select name from migrations');
    const applied = new Set(rows.map(({ name }) => name));
    const missing = this.expected.filter((name) => !applied.has(name));
    if (missing.length > 0) throw new Error(`the database lacks ${missing.join(', ')}: run "migrate"`);
  }
}
