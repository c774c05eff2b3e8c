import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { METRICS, type ExportDataset } from '@orbisvoice/shared-dto/values';
import { csvLine } from '../../../platform/http/csv-line.js';
import { ReportDocuments, type ReportCell, type ReportTable, type TableRange } from '../../analytics/index.js';
import { DatasetSources, type DatasetRequest, type DatasetSink, type DatasetSource } from '../../exports/index.js';
import { TenantService } from '../../tenants/index.js';
import { cellText, figureText } from '../domain/cell-text.js';
import { changeText, movedMost } from '../domain/figure-change.js';
import { FIGURE_FIELDS, figureLine } from '../domain/figure-table.js';
import { titleOf } from '../domain/report-title.js';
import { PdfRenderer } from '../pdf/pdf-renderer.js';
import { ReportRunRepository } from '../persistence/report-run.repository.js';

type TableDataset = 'analytics_conversations' | 'analytics_agents' | 'analytics_tools' | 'analytics_engagement' | 'analytics_referrals';
const DATASETS: readonly ExportDataset[] = [
  'analytics_conversations',
  'analytics_agents',
  'analytics_tools',
  'analytics_engagement',
  'analytics_referrals',
  'report',
];

/** What a line of the report's CSV holds: a cell of a table, with the text that stands in the PDF. */
const REPORT_FIELDS = ['table', 'row', 'column', 'unit', 'value', 'text'] as const;

const csvCell = (cell: ReportCell): string | number | null => (typeof cell === 'boolean' ? String(cell) : cell);

/** Writes what the analytics computed: the rows of a page as a table, all of them as a report. */
@Injectable()
export class AnalyticsSource implements DatasetSource, OnModuleInit {
  readonly datasets = DATASETS;

  constructor(
    private readonly sources: DatasetSources,
    private readonly documents: ReportDocuments,
    private readonly tenants: TenantService,
    private readonly renderer: PdfRenderer,
    private readonly runs: ReportRunRepository,
  ) {}

  onModuleInit(): void {
    this.sources.register(this);
  }

  async write(request: DatasetRequest, sink: DatasetSink): Promise<number> {
    if (request.dataset === 'report') return this.report(request, sink);
    const table = await this.table(request);
    const lines = request.format === 'csv' ? csvOf(table) : jsonOf(table);
    return writeAll(lines, { sink, rows: table.rows.length });
  }

  private table({ tenantId, dataset, filters, timeZone }: DatasetRequest): Promise<ReportTable> {
    const { from, to, interval, agentId, channel } = filters;
    const range = { from, to, interval, agentId, channel, timeZone } as TableRange;
    switch (dataset as TableDataset) {
      case 'analytics_conversations':
        return this.documents.conversationsTable(tenantId, range);
      case 'analytics_agents':
        return this.documents.agentsTable(tenantId, range);
      case 'analytics_tools':
        return this.documents.toolsTable(tenantId, range);
      case 'analytics_engagement':
        return this.documents.engagementTable(tenantId, range);
      case 'analytics_referrals':
        return this.documents.referralsTable(tenantId, range);
    }
  }

  private async report({ tenantId, exportId, format, filters, timeZone }: DatasetRequest, sink: DatasetSink): Promise<number> {
    const { from, to } = filters;
    const document = await this.documents.of(tenantId, { from, to, timeZone }, titleOf(filters));
    const rows = document.figures.length + document.tables.reduce((sum, table) => sum + table.rows.length, 0);
    if (format === 'pdf') {
      const { name: company } = await this.tenants.get(tenantId);
      // the mail of a run leads with figures of this very document
      await this.runs.setMoved(tenantId, exportId, movedMost(document.figures).map(leadOf));
      return writeAll([await this.renderer.render({ document, company })], { sink, rows });
    }
    const tables = [figuresTable(document.figures), ...document.tables];
    const lines = format === 'csv' ? reportCsv(tables) : reportJson(tables, document.head);
    return writeAll(lines, { sink, rows });
  }
}

const leadOf = (figure: Figures[number]) => ({
  label: METRICS[figure.key].label,
  value: figureText(figure.key, figure.value),
  change: figure.previous === null ? changeText(figure) : `${changeText(figure)}, ${figureText(figure.key, figure.previous)} before`,
});

type Figures = Awaited<ReturnType<ReportDocuments['of']>>['figures'];

/** Figures as a table of texts, as in the PDF. */
const figuresTable = (figures: Figures): ReportTable => ({
  key: 'figures',
  title: 'Table of figures',
  columns: FIGURE_FIELDS.map((label) => ({ key: label.toLowerCase(), label, unit: 'text' as const, description: label })),
  rows: figures.map(figureLine),
});

function* csvOf({ columns, rows }: ReportTable): Generator<string> {
  yield csvLine(columns.map(({ key }) => key));
  for (const row of rows) yield csvLine(row.map(csvCell));
}

function* jsonOf({ columns, rows }: ReportTable): Generator<string> {
  for (const row of rows) yield `${JSON.stringify(Object.fromEntries(columns.map(({ key }, index) => [key, row[index] ?? null])))}\n`;
}

function* reportCsv(tables: readonly ReportTable[]): Generator<string> {
  yield csvLine(REPORT_FIELDS);
  for (const { key, columns, rows } of tables)
    for (const [index, row] of rows.entries())
      for (const [place, column] of columns.entries()) {
        const cell = row[place] ?? null;
        yield csvLine([key, index + 1, column.key, column.unit, csvCell(cell), cellText(cell, column)]);
      }
}

function* reportJson(tables: readonly ReportTable[], head: object): Generator<string> {
  yield `${JSON.stringify({ table: 'head', ...head })}\n`;
  for (const table of tables) for (const line of jsonOf(table)) yield `{"table":${JSON.stringify(table.key)},${line.slice(1)}`;
}

/** Piece by piece, as fast as they are taken; ends with an error when nobody takes them any more, or the run is stopped. */
async function writeAll(
  pieces: Iterable<string | Buffer>,
  { sink, rows }: { readonly sink: DatasetSink; readonly rows: number },
): Promise<number> {
  sink.progress({ rows: 0, rowsExpected: rows });
  await pipeline(Readable.from(pieces), sink.stream, { signal: sink.signal });
  sink.progress({ rows });
  return rows;
}
