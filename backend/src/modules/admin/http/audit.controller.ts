import { Body, Controller, Get, HttpStatus, Post, Query, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AuditList, AuditQuery, AuditVerification, AuditVerifications, ExportAudit } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { CurrentActor } from '../../../platform/access/current-actor.js';
import { NotWhileImpersonating } from '../../../platform/access/not-while-impersonating.js';
import { ApiEndpoint } from '../../../platform/http/api-endpoint.js';
import { AuditExports, auditFile, AuditReads, AuditVerifications as Verifications } from '../../audit/index.js';

/** The audit log of every tenant, and the proof that nobody touched it. */
@ApiTags('Admin')
@Controller('admin/audit')
export class AdminAuditController {
  constructor(
    private readonly reads: AuditReads,
    private readonly exports: AuditExports,
    private readonly verifications: Verifications,
  ) {}

  @Get()
  @ApiEndpoint({ allow: 'admin.read', ok: AuditList, summary: 'Audit entries of every tenant, newest first' })
  list(@CurrentActor() actor: Actor, @Query({ schema: AuditQuery }) query: AuditQuery): Promise<AuditList> {
    return this.reads.ofAllTenants(actor, query);
  }

  @Get('verify')
  @ApiEndpoint({ allow: 'admin.read', ok: AuditVerifications, summary: 'Checks of the audit log with their progress and what they found' })
  verify(): Promise<AuditVerifications> {
    return this.verifications.list();
  }

  @Post('verify')
  @ApiEndpoint({
    allow: 'admin.manage',
    ok: AuditVerification,
    status: HttpStatus.ACCEPTED,
    errors: ['audit.verification_running'],
    summary: 'Check every chain of the audit log, now',
  })
  @NotWhileImpersonating()
  start(@CurrentActor() actor: Actor): Promise<AuditVerification> {
    return this.verifications.start(actor);
  }

  @Post('export')
  @ApiEndpoint({
    allow: 'admin.read',
    ok: null,
    file: ['text/csv', 'application/jsonl'],
    summary: 'What the filters find as a file, with the fields of the chain',
  })
  @NotWhileImpersonating()
  async export(@CurrentActor() actor: Actor, @Body({ schema: ExportAudit }) body: ExportAudit): Promise<StreamableFile> {
    return auditFile('audit', body.format, await this.exports.ofAllTenants(actor, body));
  }

  @Get('heads')
  @ApiEndpoint({
    allow: 'admin.read',
    ok: null,
    file: ['application/jsonl'],
    summary: 'The newest signed head of every chain, to be kept outside of the database',
  })
  async signedHeads(@CurrentActor() actor: Actor): Promise<StreamableFile> {
    return auditFile('audit-heads', 'jsonl', await this.exports.heads(actor));
  }
}
