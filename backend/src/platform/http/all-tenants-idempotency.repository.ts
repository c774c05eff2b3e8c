import { Injectable } from '@nestjs/common';
import { PlatformDatabase } from '../database/platform-database.js';

const SLICE = 5_000;

/** Old keys of all tenants. */
@Injectable()
export class AllTenantsIdempotencyRepository {
  constructor(private readonly database: PlatformDatabase) {}

  /** Deletes keys from before the instant, in slices. @returns how many */
  async purge(before: Date): Promise<number> {
    let total = 0;
    for (let deleted = SLICE; deleted === SLICE; total += deleted) {
      const rows = await this.database.query<{ gone: number }>({
        name: 'idempotency.purge',
        text: `delete from idempotency_keys where ctid = any(array(
                 select ctid from idempotency_keys where created_at < $1 limit ${SLICE})) returning 1 as gone`,
        values: [before],
      });
      deleted = rows.length;
    }
    return total;
  }
}
