import { Injectable } from '@nestjs/common';
import type { ToolCallList, ToolCallQuery, WidgetVisitList, WidgetVisitQuery } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { Clock } from '../../../platform/clock/clock.js';
import { TenantService } from '../../tenants/index.js';
import { ReportRowsReader } from '../persistence/report-rows.reader.js';
import { reportRange, type RangeQuery, type ReportRange } from './report-range.js';

/** The rows behind figures that no list of another module holds. Their days are those of a report that is asked for in the same words. */
@Injectable()
export class ReportRows {
  constructor(
    private readonly rows: ReportRowsReader,
    private readonly tenants: TenantService,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `request.invalid` with the field */
  async toolCalls({ tenantId }: Actor, query: ToolCallQuery): Promise<ToolCallList> {
    return this.rows.toolCalls(tenantId, await this.daysOf(tenantId, query), query);
  }

  /** @throws DomainError `request.invalid` with the field */
  async visits({ tenantId }: Actor, query: WidgetVisitQuery): Promise<WidgetVisitList> {
    return this.rows.visits(tenantId, await this.daysOf(tenantId, query), query);
  }

  /** Rows are no series: no interval is too fine for them, and they are held against nothing. */
  private async daysOf(tenantId: TenantId, { from, to, timeZone }: Pick<RangeQuery, 'from' | 'to' | 'timeZone'>): Promise<ReportRange> {
    const { timeZone: own } = await this.tenants.get(tenantId);
    return reportRange({ from, to, timeZone, interval: 'month', compare: 'none' }, { now: this.clock.now(), timeZone: own });
  }
}
