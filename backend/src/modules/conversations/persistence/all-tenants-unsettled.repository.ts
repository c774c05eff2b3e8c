import { Injectable } from '@nestjs/common';
import { tenantIdOf, type TenantId } from '../../../platform/access/tenant-id.js';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';

/** A reservation whose conversation already decided what becomes of it. */
export interface UnsettledSession {
  readonly tenantId: TenantId;
  readonly sessionId: string;
  readonly isQualified: boolean;
}

/** An open conversation nobody ended. */
export interface ForgottenConversation {
  readonly tenantId: TenantId;
  readonly id: string;
}

/** Billing keeps a conversation's key under `conversation:`, and the conversation it was reserved for beside it. */
const UNSETTLED = `
  select e.tenant_id, substring(e.key from '^conversation:session:(.*)$') as session_id, c.counted_at is not null as is_qualified
    from usage_events e left join conversations c on c.tenant_id = e.tenant_id and c.id = e.conversation_id
   where e.state = 'reserved' and starts_with(e.key, 'conversation:session:') and e.at < $1
     and case when c.id is null then e.at < $2 else c.counted_at is not null or c.status <> 'open' end
   order by row_number() over (partition by e.tenant_id order by e.at), e.at limit $3`;

/** What crashes left behind in all tenants, for the maintenance job. Tenants take turns: what cannot be repaired of one fills no list for the others. */
@Injectable()
export class AllTenantsUnsettledRepository {
  constructor(private readonly database: PlatformDatabase) {}

  /**
   * Reservations from before `decidedBefore` that can be settled or released, and those from before `orphanedBefore`
   * whose conversation was never written.
   */
  async unsettled(decidedBefore: Date, orphanedBefore: Date, limit: number): Promise<UnsettledSession[]> {
    const rows = await this.database.query<{ tenant_id: string; session_id: string; is_qualified: boolean }>({
      name: 'conversations.unsettled',
      text: UNSETTLED,
      values: [decidedBefore, orphanedBefore, limit],
    });
    return rows.map((row) => ({ tenantId: tenantIdOf(row.tenant_id), sessionId: row.session_id, isQualified: row.is_qualified }));
  }

  /** Conversations still open that began before the instant. */
  async forgotten(startedBefore: Date, limit: number): Promise<ForgottenConversation[]> {
    const rows = await this.database.query<{ tenant_id: string; id: string }>({
      name: 'conversations.forgotten',
      text: `select tenant_id, id from conversations where status = 'open' and started_at < $1
              order by row_number() over (partition by tenant_id order by started_at), started_at limit $2`,
      values: [startedBefore, limit],
    });
    return rows.map((row) => ({ tenantId: tenantIdOf(row.tenant_id), id: row.id }));
  }
}
