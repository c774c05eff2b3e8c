import { Injectable } from '@nestjs/common';
import type { AnalyticsQuery } from '@orbisvoice/shared-dto';
import type { AnalyticsInterval } from '@orbisvoice/shared-dto/values';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { Clock } from '../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import type { ReportDocument, ReportTable } from '../domain/report-document.js';
import { AgentAnalyticsService } from './agent-analytics.service.js';
import { ConversationAnalyticsService } from './conversation-analytics.service.js';
import { EngagementAnalyticsService } from './engagement-analytics.service.js';
import { ReferralAnalyticsService } from './referral-analytics.service.js';
import { reportOf } from './report-mapping.js';
import { agentsTable, conversationsTable, engagementTable, referralsTable, stagesTable, toolsTable } from './report-tables.js';

/** Which days a document is about; what is left out is as in the API. */
export type DocumentRange = Pick<AnalyticsQuery, 'from' | 'to' | 'timeZone'> & { readonly interval?: AnalyticsInterval | undefined };
/** The same, narrowed as a page can be. */
export type TableRange = DocumentRange & Pick<AnalyticsQuery, 'agentId' | 'channel'>;

const DAY_MS = 86_400_000;
/** Up to so many days a point is a day, up to so many a week; then it is a month. */
const POINTS = { day: 62, week: 370 } as const;

/** How fine the curves of a document are: a few dozen points, however long it is. */
export function intervalOf({ from, to, interval }: DocumentRange): AnalyticsInterval {
  if (interval !== undefined) return interval;
  if (from === undefined || to === undefined) return 'day';
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS;
  if (days <= POINTS.day) return 'day';
  return days <= POINTS.week ? 'week' : 'month';
}

const queryOf = (range: TableRange): AnalyticsQuery => ({ ...range, interval: intervalOf(range), compare: 'previous' });

/** The answers of the analytics as documents and tables: the same services the pages ask, and not a number besides. */
@Injectable()
export class ReportDocuments {
  constructor(
    private readonly conversations: ConversationAnalyticsService,
    private readonly agents: AgentAnalyticsService,
    private readonly engagement: EngagementAnalyticsService,
    private readonly referrals: ReferralAnalyticsService,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Everything of a range, of one moment. @throws DomainError `request.invalid` with the field for a range nobody can draw */
  of(tenantId: TenantId, range: DocumentRange, title: string): Promise<ReportDocument> {
    const [query, now] = [queryOf(range), this.clock.now()];
    return this.unitOfWork.snapshot(tenantId, async () => {
      const conversations = await this.conversations.report({ tenantId }, query, now);
      const agents = await this.agents.report({ tenantId }, query, now);
      const engagement = await this.engagement.report({ tenantId }, { ...query, funnel: 'sequential' }, now);
      const referrals = await this.referrals.report({ tenantId }, query, now);
      return reportOf(title, { conversations, agents, engagement, referrals });
    });
  }

  /** The rows of a page. @throws DomainError `request.invalid`, `agents.not_found` */
  async conversationsTable(tenantId: TenantId, range: TableRange): Promise<ReportTable> {
    return conversationsTable(await this.conversations.report({ tenantId }, queryOf(range)));
  }

  async agentsTable(tenantId: TenantId, range: TableRange): Promise<ReportTable> {
    return agentsTable(await this.agents.report({ tenantId }, queryOf(range)));
  }

  async stagesTable(tenantId: TenantId, range: TableRange): Promise<ReportTable> {
    return stagesTable(await this.agents.report({ tenantId }, queryOf(range)));
  }

  async toolsTable(tenantId: TenantId, range: TableRange): Promise<ReportTable> {
    return toolsTable(await this.agents.report({ tenantId }, queryOf(range)));
  }

  async engagementTable(tenantId: TenantId, { channel: _, ...range }: TableRange): Promise<ReportTable> {
    return engagementTable(await this.engagement.report({ tenantId }, { ...queryOf(range), funnel: 'sequential' }));
  }

  async referralsTable(tenantId: TenantId, { channel: _, agentId: __, ...range }: TableRange): Promise<ReportTable> {
    return referralsTable(await this.referrals.report({ tenantId }, queryOf(range)));
  }
}
