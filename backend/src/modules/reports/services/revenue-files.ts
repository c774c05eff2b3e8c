import { Injectable } from '@nestjs/common';
import type { ExportRevenue, ExportRevenueRows, RevenueRow } from '@orbisvoice/shared-dto';
import { BYTE_ORDER_MARK, csvLine, REVENUE_LIST_SHAPES, type RevenueColumn } from '@orbisvoice/shared-dto/values';
import type { Actor } from '../../../platform/access/actor.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { RevenueRows, RevenueService } from '../../analytics/index.js';
import { AuditLog, factsAsChanges } from '../../audit/index.js';
import { PdfRenderer } from '../pdf/pdf-renderer.js';
import { reportCsv } from './report-lines.js';

const MONEY: readonly RevenueColumn[] = ['before', 'after', 'amount'];

const TITLE = 'Revenue report';
/** Whose revenue it is. */
const COMPANY = 'All workspaces';

function* withMark(lines: Iterable<string>): Generator<string> {
  yield BYTE_ORDER_MARK;
  yield* lines;
}

/** Revenue as files. That one was taken, and what of, is on record before the first byte leaves. */
@Injectable()
export class RevenueFiles {
  constructor(
    private readonly revenue: RevenueService,
    private readonly revenueRows: RevenueRows,
    private readonly renderer: PdfRenderer,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
  ) {}

  /** The whole report. @throws DomainError `request.invalid` as the report itself */
  async report(actor: Actor, { format, ...query }: ExportRevenue): Promise<Iterable<string | Buffer>> {
    const document = await this.revenue.document(query, TITLE);
    await this.note(actor, { format, ...query });
    if (format === 'pdf') return [await this.renderer.render({ document, company: COMPANY })];
    return withMark(reportCsv(document));
  }

  /** The rows of a list, never cut. @throws DomainError `request.invalid` as the list itself */
  async rows(actor: Actor, asked: ExportRevenueRows): Promise<AsyncGenerator<string>> {
    const stretches = this.revenueRows.all(asked);
    await this.note(actor, asked);
    return rowLines(asked, stretches);
  }

  private note(actor: Actor, asked: Readonly<Record<string, string | undefined>>): Promise<void> {
    const changes = factsAsChanges(asked);
    return this.unitOfWork.run(actor.tenantId, () =>
      this.audit.record(actor, { action: 'admin.revenue_exported', targetType: 'revenue', targetId: null, changes }),
    );
  }
}

async function* rowLines(
  { of, currency }: Pick<ExportRevenueRows, 'of' | 'currency'>,
  stretches: AsyncGenerator<readonly RevenueRow[]>,
): AsyncGenerator<string> {
  const { columns } = REVENUE_LIST_SHAPES[of];
  const hasMoney = columns.some((column) => MONEY.includes(column));
  const heads = columns.flatMap((column) => (column === 'tenant' ? ['tenantId', 'tenantName'] : [column]));
  yield BYTE_ORDER_MARK + csvLine([...heads, ...(hasMoney ? ['currency'] : [])]);
  for await (const rows of stretches)
    yield rows
      .map((row) => csvLine([...columns.flatMap((column) => cellsOf(row, column)), ...(hasMoney ? [currency.toUpperCase()] : [])]))
      .join('');
}

const cellsOf = (row: RevenueRow, column: RevenueColumn): (string | number | null)[] =>
  column === 'tenant' ? [row.tenantId, row.tenantName] : [row[column]];
