import { Controller, Get, Query, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AuditList, OwnAuditExport, OwnAuditQuery } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { CurrentActor } from '../../../platform/access/current-actor.js';
import { NotWhileImpersonating } from '../../../platform/access/not-while-impersonating.js';
import { ApiEndpoint } from '../../../platform/http/api-endpoint.js';
import { AuditExports } from '../services/audit-exports.js';
import { AuditReads } from '../services/audit-reads.js';
import { auditFile } from './audit-file.js';

/** A tenant's own part of the audit log. */
@ApiTags('Audit')
@Controller('audit')
export class AuditController {
  constructor(
    private readonly reads: AuditReads,
    private readonly exports: AuditExports,
  ) {}

  @Get()
  @ApiEndpoint({ allow: 'audit.read', ok: AuditList, summary: 'The own audit log, newest first' })
  list(@CurrentActor() actor: Actor, @Query({ schema: OwnAuditQuery }) query: OwnAuditQuery): Promise<AuditList> {
    return this.reads.own(actor, query);
  }

  @Get('export')
  @ApiEndpoint({
    allow: 'audit.read',
    ok: null,
    file: ['text/csv', 'application/jsonl'],
    summary: 'The own audit log as a file, oldest first, with the fields of the chain',
  })
  @NotWhileImpersonating()
  async download(@CurrentActor() actor: Actor, @Query({ schema: OwnAuditExport }) query: OwnAuditExport): Promise<StreamableFile> {
    return auditFile('audit', query.format, await this.exports.own(actor, query));
  }
}
