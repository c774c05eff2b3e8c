import { Body, Controller, Get, HttpStatus, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  IdParam,
  PreviewTenantBulk,
  StartTenantBulk,
  TenantBulkPreview,
  TenantBulkRowList,
  TenantBulkRowQuery,
  TenantBulkRun,
  TenantBulkRunList,
  TenantBulkRunQuery,
  UndoTenantBulk,
} from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { CurrentActor } from '../../../platform/access/current-actor.js';
import { NotWhileImpersonating } from '../../../platform/access/not-while-impersonating.js';
import { ApiEndpoint } from '../../../platform/http/api-endpoint.js';
import { TenantBulk } from '../services/tenant-bulk.service.js';

/** Suspends and reinstates many tenants at once; what came of each is kept. */
@ApiTags('Admin')
@Controller('admin/tenant-bulk')
export class TenantBulkController {
  constructor(private readonly bulk: TenantBulk) {}

  @Get()
  @ApiEndpoint({ allow: 'admin.read', ok: TenantBulkRunList, summary: 'Runs over many tenants, newest first' })
  list(@Query({ schema: TenantBulkRunQuery }) query: TenantBulkRunQuery): Promise<TenantBulkRunList> {
    return this.bulk.list(query);
  }

  @Post('preview')
  @ApiEndpoint({ allow: 'admin.read', ok: TenantBulkPreview, summary: 'What an action would do to a selection; changes nothing' })
  @NotWhileImpersonating()
  preview(@Body({ schema: PreviewTenantBulk }) body: PreviewTenantBulk): Promise<TenantBulkPreview> {
    return this.bulk.preview(body);
  }

  @Post()
  @ApiEndpoint({
    allow: 'admin.manage',
    ok: TenantBulkRun,
    status: HttpStatus.ACCEPTED,
    errors: ['admin.bulk_changed'],
    summary: 'Suspend or reinstate a selection; a worker does it, tenant by tenant',
  })
  @NotWhileImpersonating()
  start(@CurrentActor() actor: Actor, @Body({ schema: StartTenantBulk }) body: StartTenantBulk): Promise<TenantBulkRun> {
    return this.bulk.start(actor, body);
  }

  @Get(':id')
  @ApiEndpoint({ allow: 'admin.read', ok: TenantBulkRun, errors: ['admin.bulk_not_found'], summary: 'One run with its progress' })
  read(@Param({ schema: IdParam }) { id }: IdParam): Promise<TenantBulkRun> {
    return this.bulk.read(id);
  }

  @Get(':id/rows')
  @ApiEndpoint({
    allow: 'admin.read',
    ok: TenantBulkRowList,
    errors: ['admin.bulk_not_found'],
    summary: 'What came of each tenant of a run',
  })
  rows(
    @Param({ schema: IdParam }) { id }: IdParam,
    @Query({ schema: TenantBulkRowQuery }) query: TenantBulkRowQuery,
  ): Promise<TenantBulkRowList> {
    return this.bulk.rows(id, query);
  }

  @Post(':id/stop')
  @ApiEndpoint({
    allow: 'admin.manage',
    ok: TenantBulkRun,
    errors: ['admin.bulk_not_found', 'admin.bulk_over'],
    summary: 'Stop a run: what has not begun stays as it is',
  })
  @NotWhileImpersonating()
  stop(@CurrentActor() actor: Actor, @Param({ schema: IdParam }) { id }: IdParam): Promise<TenantBulkRun> {
    return this.bulk.stop(actor, id);
  }

  @Post(':id/undo')
  @ApiEndpoint({
    allow: 'admin.manage',
    ok: TenantBulkRun,
    status: HttpStatus.ACCEPTED,
    errors: ['admin.bulk_not_found', 'admin.bulk_not_undoable'],
    summary: 'Take back what a run did, where nobody has changed it since',
  })
  @NotWhileImpersonating()
  undo(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParam }) { id }: IdParam,
    @Body({ schema: UndoTenantBulk }) { reason }: UndoTenantBulk,
  ): Promise<TenantBulkRun> {
    return this.bulk.undo(actor, id, reason);
  }
}
