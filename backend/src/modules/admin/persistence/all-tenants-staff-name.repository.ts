import { Injectable } from '@nestjs/common';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';

/** Names of people by their id, whichever tenant they are of. */
@Injectable()
export class AllTenantsStaffNameRepository {
  constructor(private readonly database: PlatformDatabase) {}

  /** Whoever is gone is not in it. */
  async names(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (ids.length === 0) return new Map();
    const rows = await this.database.query<{ id: string; name: string }>({
      text: 'select id, name from users where id = any($1::uuid[])',
      values: [ids],
    });
    return new Map(rows.map(({ id, name }) => [id, name]));
  }
}
