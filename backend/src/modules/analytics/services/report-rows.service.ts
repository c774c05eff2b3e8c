import { Injectable } from '@nestjs/common';
import type { ToolCallList, ToolCallQuery, WidgetVisitList, WidgetVisitQuery } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { Clock } from '../../../platform/clock/clock.js';
import { TenantService } from '../../tenants/index.js';
import { ReportRowsReader } from '../persistence/report-rows.reader.js';
import { reportSpan, type ReportSpan, type SpanQuery } from './report-range.js';

/**
 * The rows behind figures that no list of another module holds. Their days are those of a report that is asked for in the same words; of visits they
 * may be the moments of one of its hours.
 */
@Injectable()
export class ReportRows {
  constructor(
    private readonly rows: ReportRowsReader,
    private readonly tenants: TenantService,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `request.invalid` with the field */
  async toolCalls({ tenantId }: Actor, query: ToolCallQuery): Promise<ToolCallList> {
    return this.rows.toolCalls(tenantId, await this.spanOf(tenantId, query), query);
  }

  /** @throws DomainError `request.invalid` with the field */
  async visits({ tenantId }: Actor, query: WidgetVisitQuery): Promise<WidgetVisitList> {
    return this.rows.visits(tenantId, await this.spanOf(tenantId, query), query);
  }

  private async spanOf(tenantId: TenantId, query: SpanQuery): Promise<ReportSpan> {
    const { timeZone } = await this.tenants.get(tenantId);
    return reportSpan(query, { now: this.clock.now(), timeZone });
  }
}
