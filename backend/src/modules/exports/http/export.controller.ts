import { Body, Controller, Delete, Get, Headers, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CreateExport, Export, ExportDownload, ExportList, ExportQuery, IdParam } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { CurrentActor } from '../../../platform/access/current-actor.js';
import { NotWhileImpersonating } from '../../../platform/access/not-while-impersonating.js';
import { ApiEndpoint } from '../../../platform/http/api-endpoint.js';
import { ExportCancelling } from '../services/export-cancelling.js';
import { ExportRemoval } from '../services/export-removal.js';
import { ExportAsking } from '../services/export-asking.js';
import { ExportDownloads } from '../services/export-downloads.js';
import { ExportQueries } from '../services/export-queries.js';

/** Files a workspace takes with it. */
@ApiTags('Exports')
@Controller('exports')
export class ExportController {
  constructor(
    private readonly asking: ExportAsking,
    private readonly queries: ExportQueries,
    private readonly cancelling: ExportCancelling,
    private readonly removal: ExportRemoval,
    private readonly downloads: ExportDownloads,
  ) {}

  @Post()
  @ApiEndpoint({
    allow: 'exports.write',
    ok: Export,
    status: 201,
    idempotent: true,
    errors: ['exports.limit_reached', 'exports.dataset_unavailable'],
    summary: 'Ask for a file of everything the filters leave; needs the permission to read the dataset, too',
  })
  @NotWhileImpersonating()
  create(
    @CurrentActor() actor: Actor,
    @Body({ schema: CreateExport }) body: CreateExport,
    @Headers('idempotency-key') requestKey?: string,
  ): Promise<Export> {
    return this.asking.ask(actor, body, requestKey ?? null);
  }

  @Get()
  @ApiEndpoint({ allow: 'exports.read', ok: ExportList, summary: 'The exports of the workspace, newest first' })
  list(@CurrentActor() actor: Actor, @Query({ schema: ExportQuery }) query: ExportQuery): Promise<ExportList> {
    return this.queries.list(actor.tenantId, query);
  }

  @Get(':id')
  @ApiEndpoint({ allow: 'exports.read', ok: Export, errors: ['exports.not_found'], summary: 'One export and how far it is' })
  read(@CurrentActor() actor: Actor, @Param({ schema: IdParam }) { id }: IdParam): Promise<Export> {
    return this.queries.read(actor.tenantId, id);
  }

  @Post(':id/cancel')
  @ApiEndpoint({
    allow: 'exports.write',
    ok: Export,
    errors: ['exports.not_found', 'exports.finished'],
    summary: 'Stop an export that is under way; nothing is kept of it',
  })
  @NotWhileImpersonating()
  cancel(@CurrentActor() actor: Actor, @Param({ schema: IdParam }) { id }: IdParam): Promise<Export> {
    return this.cancelling.cancel(actor, id);
  }

  @Post(':id/retry')
  @ApiEndpoint({
    allow: 'exports.write',
    ok: Export,
    errors: ['exports.not_found', 'exports.not_retryable', 'exports.limit_reached'],
    summary: 'Ask again for an export that failed, was canceled or is expired: the rows of today',
  })
  @NotWhileImpersonating()
  retry(@CurrentActor() actor: Actor, @Param({ schema: IdParam }) { id }: IdParam): Promise<Export> {
    return this.asking.askAgain(actor, id);
  }

  @Delete(':id')
  @ApiEndpoint({
    allow: 'exports.write',
    ok: null,
    errors: ['exports.not_found'],
    summary: 'Delete an export and its file, whatever state it is in',
  })
  @NotWhileImpersonating()
  remove(@CurrentActor() actor: Actor, @Param({ schema: IdParam }) { id }: IdParam): Promise<void> {
    return this.removal.remove(actor, id);
  }

  @Get(':id/download')
  @ApiEndpoint({
    allow: 'exports.read',
    ok: ExportDownload,
    errors: ['exports.not_found', 'exports.not_ready'],
    summary: 'A link to the file that works for five minutes without a session; needs the permission to read the dataset, too',
  })
  @NotWhileImpersonating()
  download(@CurrentActor() actor: Actor, @Param({ schema: IdParam }) { id }: IdParam): Promise<ExportDownload> {
    return this.downloads.link(actor, id);
  }
}
