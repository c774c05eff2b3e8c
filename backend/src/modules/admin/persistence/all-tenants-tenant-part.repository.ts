import { Injectable } from '@nestjs/common';
import type { ApiKeyScope } from '@orbisvoice/shared-dto/values';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';

export interface AgentRow {
  readonly id: string;
  readonly name: string;
  readonly isActive: boolean;
  readonly createdAt: Date;
  readonly lastConversationAt: Date | null;
  readonly conversations30Days: number;
}

export interface TenantKeyRow {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly scopes: ApiKeyScope[];
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  readonly createdById: string | null;
  readonly createdByName: string | null;
}

export interface UsagePeriodRow {
  readonly start: Date;
  readonly end: Date;
  readonly used: number;
  readonly limit: number;
  readonly ceiling: number;
}

/** The parts of one tenant's page that are read by themselves. */
@Injectable()
export class AllTenantsTenantPartRepository {
  constructor(private readonly database: PlatformDatabase) {}

  async exists(id: string): Promise<boolean> {
    const rows = await this.database.query({ name: 'tenant_parts.exists', text: 'select 1 from tenants where id = $1', values: [id] });
    return rows.length > 0;
  }

  /** The one that talked last comes first. */
  async agents(id: string, at: Date, limit: number): Promise<{ readonly items: AgentRow[]; readonly total: number }> {
    const [items, [counted]] = await Promise.all([
      this.database.query<AgentRow>({
        text: `select a.id, a.name, a.is_active as "isActive", a.created_at as "createdAt", l.at as "lastConversationAt",
                 (select count(*)::int from conversations c where c.tenant_id = a.tenant_id and c.agent_id = a.id
                    and c.counted_at is not null and c.started_at > $2::timestamptz - interval '30 days' and c.started_at <= $2) as "conversations30Days"
               from agents a
               left join lateral (select max(c.started_at) as at from conversations c where c.tenant_id = a.tenant_id and c.agent_id = a.id) l on true
               where a.tenant_id = $1 and a.deleted_at is null order by l.at desc nulls last, a.created_at desc, a.id limit $3`,
        values: [id, at, limit],
      }),
      this.database.query<{ total: number }>({
        text: 'select count(*)::int as total from agents where tenant_id = $1 and deleted_at is null',
        values: [id],
      }),
    ]);
    return { items, total: counted?.total ?? 0 };
  }

  /** Those that work come first, the newest of them at the top. */
  async keys(id: string, at: Date, limit: number): Promise<{ readonly items: TenantKeyRow[]; readonly total: number }> {
    const rows = await this.database.query<TenantKeyRow & { readonly total: number }>({
      text: `select k.id, k.name, k.prefix, k.scopes, k.created_at as "createdAt", k.last_used_at as "lastUsedAt", k.expires_at as "expiresAt",
               k.revoked_at as "revokedAt", k.created_by as "createdById", u.name as "createdByName", count(*) over ()::int as total
             from api_keys k left join users u on u.id = k.created_by and u.tenant_id = k.tenant_id
             where k.tenant_id = $1
             order by k.revoked_at is not null or coalesce(k.expires_at <= $2, false), k.created_at desc, k.id desc limit $3`,
      values: [id, at, limit],
    });
    return { items: rows, total: rows[0]?.total ?? 0 };
  }

  /** The newest first, the running one among them. */
  periods(id: string, limit: number): Promise<UsagePeriodRow[]> {
    return this.database.query<UsagePeriodRow>({
      text: `select period_start as start, period_end as end, used::float8 as used, lim::float8 as limit, ceiling::float8 as ceiling
             from usage_periods where tenant_id = $1 order by period_start desc limit $2`,
      values: [id, limit],
    });
  }
}
