import { Injectable } from '@nestjs/common';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';

/** The salts of the days on which visits are counted. They belong to no tenant, and only today's is kept. */
@Injectable()
export class AllTenantsVisitSaltRepository {
  constructor(private readonly database: PlatformDatabase) {}

  /** The salt of a day; the first who asks makes it, and all processes get the same. */
  async of(day: string, fresh: Buffer): Promise<Buffer> {
    const [row] = await this.database.query<{ salt: Buffer }>({
      name: 'referrals.visit_salt',
      text: `with made as (insert into referral_visit_salts (day, salt) values ($1, $2) on conflict (day) do nothing returning salt)
             select salt from made union all select salt from referral_visit_salts where day = $1 limit 1`,
      values: [day, fresh],
    });
    // somebody else's insert was committed after this statement began
    return row?.salt ?? this.of(day, fresh);
  }

  /** @returns how many were forgotten */
  async forgetBefore(day: string): Promise<number> {
    const rows = await this.database.query<{ day: string }>({
      text: 'delete from referral_visit_salts where day < $1 returning day::text as day',
      values: [day],
    });
    return rows.length;
  }
}
