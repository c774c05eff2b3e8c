import { Readable } from 'node:stream';
import { Body, Controller, Post, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ExportRevenue, ExportRevenueRows } from '@orbisvoice/shared-dto';
import type { RevenueFormat } from '@orbisvoice/shared-dto/values';
import type { Actor } from '../../../platform/access/actor.js';
import { CurrentActor } from '../../../platform/access/current-actor.js';
import { NotWhileImpersonating } from '../../../platform/access/not-while-impersonating.js';
import { ApiEndpoint } from '../../../platform/http/api-endpoint.js';
import { RevenueFiles } from '../services/revenue-files.js';

const TYPES: Readonly<Record<RevenueFormat, string>> = { csv: 'text/csv; charset=utf-8', pdf: 'application/pdf' };

/** What the platform earns, to take home. */
@ApiTags('Admin')
@Controller('admin/analytics/revenue')
export class RevenueFileController {
  constructor(private readonly files: RevenueFiles) {}

  @Post('export')
  @ApiEndpoint({
    allow: 'admin.read',
    ok: null,
    file: ['text/csv', 'application/pdf'],
    summary: 'The revenue report as a file: a line for each cell of its tables as CSV, or a PDF',
  })
  @NotWhileImpersonating()
  async report(@CurrentActor() actor: Actor, @Body({ schema: ExportRevenue }) body: ExportRevenue): Promise<StreamableFile> {
    return new StreamableFile(Readable.from(await this.files.report(actor, body), { objectMode: false }), {
      type: TYPES[body.format],
      disposition: `attachment; filename="orbisvoice-revenue.${body.format}"`,
    });
  }

  @Post('rows/export')
  @ApiEndpoint({
    allow: 'admin.read',
    ok: null,
    file: ['text/csv'],
    summary: 'All rows behind a figure as a CSV file with the columns of the page; money in minor units',
  })
  @NotWhileImpersonating()
  async rows(@CurrentActor() actor: Actor, @Body({ schema: ExportRevenueRows }) body: ExportRevenueRows): Promise<StreamableFile> {
    return new StreamableFile(Readable.from(await this.files.rows(actor, body), { objectMode: false }), {
      type: 'text/csv; charset=utf-8',
      disposition: `attachment; filename="orbisvoice-revenue-${body.of.replace('_', '-')}.csv"`,
    });
  }
}
