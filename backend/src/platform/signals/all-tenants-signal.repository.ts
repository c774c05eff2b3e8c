import { Injectable } from '@nestjs/common';
import { PlatformDatabase } from '../database/platform-database.js';

/** A small fact about somebody or something, for rules that count them. */
export interface NotedSignal {
  readonly id: string;
  readonly kind: string;
  readonly subject: string;
  /** What a rule may count different ones of. */
  readonly facet: string | null;
  readonly tenantId: string | null;
  readonly at: Date;
  readonly details: Readonly<Record<string, string | null>>;
}

/** Where signals are kept; the platform's own rows, no tenant reads them. */
@Injectable()
export class AllTenantsSignalRepository {
  constructor(private readonly database: PlatformDatabase) {}

  async add(signals: readonly NotedSignal[]): Promise<void> {
    await this.database.query({
      name: 'signals.add',
      text: `insert into signals (id, kind, subject, facet, about_tenant_id, at, details)
             select id, kind, subject, facet, "tenantId", at, details
             from json_to_recordset($1::json) as s (id uuid, kind text, subject text, facet text, "tenantId" uuid, at timestamptz, details jsonb)
             on conflict (id) do nothing`,
      values: [JSON.stringify(signals)],
    });
  }
}
