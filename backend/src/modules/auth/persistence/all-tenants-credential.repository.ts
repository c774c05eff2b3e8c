import { Injectable } from '@nestjs/common';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';

/** Credentials of all tenants, for cleaning up. */
@Injectable()
export class AllTenantsCredentialRepository {
  constructor(private readonly database: PlatformDatabase) {}

  /** @returns how many rows went; devices go when nobody has used them since `unseenSince` */
  async purge(before: Date, unseenSince: Date): Promise<number> {
    const [row] = await this.database.query<{ purged: number }>({
      text: `with
        sessions_gone as (delete from sessions where expires_at < $1 or revoked_at < $1 returning 1),
        links_gone as (delete from one_time_tokens where expires_at < $1 returning 1),
        attempts_gone as (delete from login_attempts where free_at < $1 returning 1),
        devices_gone as (delete from known_devices where last_seen_at < $2 returning 1)
        select (select count(*) from sessions_gone)::int + (select count(*) from links_gone)::int
             + (select count(*) from attempts_gone)::int
             + (select count(*) from devices_gone)::int as purged`,
      values: [before, unseenSince],
    });
    return row?.purged ?? 0;
  }
}
