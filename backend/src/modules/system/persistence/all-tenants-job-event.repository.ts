import { Injectable } from '@nestjs/common';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';

/** The event behind a delivery, and whose it is. */
export interface JobEventRow {
  readonly id: string;
  readonly name: string;
  readonly tenantId: string;
  readonly tenantName: string | null;
}

/** Events of the outbox, as the jobs that deliver them name them. */
@Injectable()
export class AllTenantsJobEventRepository {
  constructor(private readonly database: PlatformDatabase) {}

  async named(ids: readonly string[]): Promise<ReadonlyMap<string, JobEventRow>> {
    if (ids.length === 0) return new Map();
    const rows = await this.database.query<JobEventRow>({
      name: 'queues.events',
      text: `select e.id, e.name, e.tenant_id as "tenantId", t.name as "tenantName"
               from outbox_events e left join tenants t on t.id = e.tenant_id where e.id = any($1::uuid[])`,
      values: [ids],
    });
    return new Map(rows.map((row) => [row.id, row]));
  }

  async payload(id: string): Promise<object | null> {
    const [row] = await this.database.query<{ payload: object }>({ text: 'select payload from outbox_events where id = $1', values: [id] });
    return row?.payload ?? null;
  }
}
