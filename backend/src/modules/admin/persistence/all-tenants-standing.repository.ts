import { Injectable } from '@nestjs/common';
import type { StandingPreview } from '@orbisvoice/shared-dto';
import { UNFINISHED_EXPORTS, type TenantStatus } from '@orbisvoice/shared-dto/values';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';

/** What stands to be stopped. */
export interface StandingFacts {
  readonly status: TenantStatus;
  readonly isProtected: boolean;
  readonly agents: number;
  readonly agentNames: string[];
  readonly liveConversations: number;
  readonly sessions: number;
  readonly apiKeys: number;
  readonly reportSchedules: number;
  readonly unfinishedExports: number;
  readonly tier: StandingPreview['subscription']['tier'];
  readonly subscriptionStatus: StandingPreview['subscription']['status'];
  readonly currentPeriodEnd: Date | null;
  readonly cancelAtPeriodEnd: boolean | null;
}

/** What a tenant has running at this moment, for the preview of a change of its standing. */
@Injectable()
export class AllTenantsStandingRepository {
  constructor(private readonly database: PlatformDatabase) {}

  async facts(id: string, at: Date, names: number): Promise<StandingFacts | null> {
    const [row] = await this.database.query<StandingFacts>({
      text: `select t.status, t.subscription_tier as tier, t.subscription_status as "subscriptionStatus",
               t.is_internal or exists (select 1 from users u where u.tenant_id = t.id and u.is_admin) as "isProtected",
               (select count(*)::int from agents a where a.tenant_id = t.id and a.deleted_at is null and a.is_active) as agents,
               array(select a.name from agents a where a.tenant_id = t.id and a.deleted_at is null and a.is_active
                     order by a.created_at, a.id limit $3) as "agentNames",
               (select count(*)::int from conversations c where c.tenant_id = t.id and c.status = 'open') as "liveConversations",
               (select count(*)::int from sessions s where s.tenant_id = t.id and s.revoked_at is null and s.expires_at > $2) as sessions,
               (select count(*)::int from api_keys k where k.tenant_id = t.id and k.revoked_at is null
                  and (k.expires_at is null or k.expires_at > $2)) as "apiKeys",
               (select count(*)::int from report_schedules r where r.tenant_id = t.id and r.is_active) as "reportSchedules",
               (select count(*)::int from exports e where e.tenant_id = t.id and e.status = any($4)) as "unfinishedExports",
               b.current_period_end as "currentPeriodEnd", b.cancel_at_period_end as "cancelAtPeriodEnd"
             from tenants t
             left join lateral (select current_period_end, cancel_at_period_end from subscriptions b
               where b.tenant_id = t.id and b.status in ('trialing','active','past_due','unpaid','paused')) b on true
             where t.id = $1`,
      values: [id, at, names, UNFINISHED_EXPORTS],
    });
    return row ?? null;
  }
}
