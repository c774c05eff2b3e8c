import { Readable } from 'node:stream';
import { Body, Controller, Post, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ExportTenants } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { CurrentActor } from '../../../platform/access/current-actor.js';
import { NotWhileImpersonating } from '../../../platform/access/not-while-impersonating.js';
import { ApiEndpoint } from '../../../platform/http/api-endpoint.js';
import { TenantExports } from '../services/tenant-export.service.js';

/** The list of tenants as a file. */
@ApiTags('Admin')
@Controller('admin/tenants')
export class TenantExportController {
  constructor(private readonly exports: TenantExports) {}

  @Post('export')
  @ApiEndpoint({
    allow: 'admin.read',
    ok: null,
    file: ['text/csv'],
    summary: 'What a filter finds as a CSV file: the same order and columns, all of it',
  })
  @NotWhileImpersonating()
  async export(@CurrentActor() actor: Actor, @Body({ schema: ExportTenants }) body: ExportTenants): Promise<StreamableFile> {
    const lines = await this.exports.csv(actor, body);
    return new StreamableFile(Readable.from(lines, { objectMode: false }), {
      type: 'text/csv; charset=utf-8',
      disposition: 'attachment; filename="orbisvoice-tenants.csv"',
    });
  }
}
