import { Injectable } from '@nestjs/common';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';

/** Credentials of all tenants, for cleaning up. */
@Injectable()
export class AllTenantsCredentialRepository {
  constructor(private readonly database: PlatformDatabase) {}

  /** @returns how many rows went */
  async purge(before: Date): Promise<number> {
    const [row] = await this.database.query<{ purged: number }>({
      text: `with
        sessions_gone as (delete from sessions where expires_at < $1 or revoked_at < $1 returning 1),
        links_gone as (delete from one_time_tokens where expires_at < $1 returning 1),
        attempts_gone as (delete from login_attempts where free_at < $1 returning 1)
        select (select count(*) from sessions_gone)::int + (select count(*) from links_gone)::int
             + (select count(*) from attempts_gone)::int as purged`,
      values: [before],
    });
    return row?.purged ?? 0;
  }
}
