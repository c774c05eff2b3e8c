import { Injectable } from '@nestjs/common';
import type { ToolCall, ToolCallList, ToolCallQuery, WidgetVisit, WidgetVisitList, WidgetVisitQuery } from '@orbisvoice/shared-dto';
import { FUNNEL_STEPS } from '@orbisvoice/shared-dto/values';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { TenantReader, type Statement } from '../../../platform/database/tenant-reader.js';
import { refusedBy } from '../../../platform/http/keyset-refusal.js';
import { encodeCursor } from '../../../platform/http/page.js';
import { toolCallsStatement, visitsStatement, type RowDays, type RowList } from './report-rows.sql.js';

/** A row with the moment it is sorted by, at full precision. */
interface Placed {
  readonly id: string;
  readonly cursorAt: string;
}
type CallRow = Placed & Omit<ToolCall, 'executedAt'> & { readonly executedAt: Date };
type VisitRow = Placed & Omit<WidgetVisit, 'startedAt' | 'step'> & { readonly startedAt: Date; readonly reached: number };

/** Rows that figures of the reports were counted from, page by page. */
@Injectable()
export class ReportRowsReader {
  constructor(private readonly reader: TenantReader) {}

  /** @throws DomainError `request.invalid` for a cursor of another list and for days nobody can place */
  async toolCalls(tenantId: TenantId, days: RowDays, query: ToolCallQuery): Promise<ToolCallList> {
    const { rows, next } = await this.page<CallRow>(tenantId, toolCallsStatement(tenantId, days, query), { ...query, list: 'calls' });
    const items = rows.map(({ cursorAt: _, executedAt, ...row }) => ({ ...row, executedAt: executedAt.toISOString() }));
    return { items, next };
  }

  /** @throws DomainError `request.invalid` like the calls */
  async visits(tenantId: TenantId, days: RowDays, query: WidgetVisitQuery): Promise<WidgetVisitList> {
    const { rows, next } = await this.page<VisitRow>(tenantId, visitsStatement(tenantId, days, query), { ...query, list: 'visits' });
    const items = rows.map(({ cursorAt: _, reached, startedAt, ...row }) => ({
      ...row,
      startedAt: startedAt.toISOString(),
      step: FUNNEL_STEPS[reached - 1] ?? 'impression',
    }));
    return { items, next };
  }

  private async page<T extends Placed>(
    tenantId: TenantId,
    statement: Statement,
    query: { readonly cursor?: string | undefined; readonly pageSize: number; readonly list: RowList },
  ): Promise<{ rows: T[]; next: string | null }> {
    const found = await this.reader.query<T>(tenantId, statement).catch((error: unknown) => {
      throw refusedBy(error, query);
    });
    const rows = found.slice(0, query.pageSize);
    const last = found.length > query.pageSize ? rows.at(-1) : undefined;
    return { rows, next: last ? encodeCursor([query.list, last.cursorAt, last.id]) : null };
  }
}
