import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DAY_DATASETS, METRICS, type DayDataset } from '@orbisvoice/shared-dto/values';
import { ReportDocuments, type ReportDocument, type ReportTable, type TableRange } from '../../analytics/index.js';
import { DatasetSources, type DatasetRequest, type DatasetSink, type DatasetSource } from '../../exports/index.js';
import { TenantService } from '../../tenants/index.js';
import { figureText } from '../domain/cell-text.js';
import { changeText, movedMost } from '../domain/figure-change.js';
import { titleOf } from '../domain/report-title.js';
import { PdfRenderer } from '../pdf/pdf-renderer.js';
import { ReportRunRepository } from '../persistence/report-run.repository.js';
import { csvOf, jsonOf, reportCsv, reportJson } from './report-lines.js';

type TableDataset = Exclude<DayDataset, 'report'>;

/** Writes what the analytics computed: the rows of a page as a table, all of them as a report. */
@Injectable()
export class AnalyticsSource implements DatasetSource, OnModuleInit {
  readonly datasets = DAY_DATASETS;

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
      case 'analytics_stages':
        return this.documents.stagesTable(tenantId, range);
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
    return writeAll(format === 'csv' ? reportCsv(document) : reportJson(document), { sink, rows });
  }
}

const leadOf = (figure: ReportDocument['figures'][number]) => ({
  label: METRICS[figure.key].label,
  value: figureText(figure.key, figure.value),
  change: figure.previous === null ? changeText(figure) : `${changeText(figure)}, ${figureText(figure.key, figure.previous)} before`,
});

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
