import { Body, Controller, Delete, Get, HttpStatus, Param, Patch, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ChooseDefaultView, IdParam, SaveTenantView, TenantView, TenantViewList, UpdateTenantView } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { CurrentActor } from '../../../platform/access/current-actor.js';
import { NotWhileImpersonating } from '../../../platform/access/not-while-impersonating.js';
import { ApiEndpoint } from '../../../platform/http/api-endpoint.js';
import { TenantViews } from '../services/tenant-views.service.js';

/** Lists of tenants kept under a name. */
@ApiTags('Admin')
@Controller('admin/tenant-views')
export class TenantViewController {
  constructor(private readonly views: TenantViews) {}

  @Get()
  @ApiEndpoint({ allow: 'admin.read', ok: TenantViewList, summary: 'Views of the tenants list: one’s own and shared ones' })
  list(@CurrentActor() actor: Actor): Promise<TenantViewList> {
    return this.views.list(actor);
  }

  @Post()
  @ApiEndpoint({
    allow: 'admin.read',
    ok: TenantView,
    status: HttpStatus.CREATED,
    errors: ['admin.view_name_taken', 'admin.view_limit_reached'],
    summary: 'Keep a filter, an order and columns under a name',
  })
  @NotWhileImpersonating()
  save(@CurrentActor() actor: Actor, @Body({ schema: SaveTenantView }) body: SaveTenantView): Promise<TenantView> {
    return this.views.save(actor, body);
  }

  @Put('default')
  @ApiEndpoint({
    allow: 'admin.read',
    ok: TenantViewList,
    errors: ['admin.view_not_found'],
    summary: 'The view one’s list opens with, or none',
  })
  @NotWhileImpersonating()
  chooseDefault(@CurrentActor() actor: Actor, @Body({ schema: ChooseDefaultView }) { viewId }: ChooseDefaultView): Promise<TenantViewList> {
    return this.views.chooseDefault(actor, viewId);
  }

  @Patch(':id')
  @ApiEndpoint({
    allow: 'admin.read',
    ok: TenantView,
    errors: ['admin.view_not_found', 'admin.view_name_taken'],
    summary: 'Rename a view of one’s own, share it, or keep another list under its name',
  })
  @NotWhileImpersonating()
  update(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParam }) { id }: IdParam,
    @Body({ schema: UpdateTenantView }) body: UpdateTenantView,
  ): Promise<TenantView> {
    return this.views.update(actor, id, body);
  }

  @Delete(':id')
  @ApiEndpoint({
    allow: 'admin.read',
    ok: null,
    errors: ['admin.view_not_found'],
    summary: 'Delete a view of one’s own; it can be restored',
  })
  @NotWhileImpersonating()
  remove(@CurrentActor() actor: Actor, @Param({ schema: IdParam }) { id }: IdParam): Promise<void> {
    return this.views.remove(actor, id);
  }

  @Post(':id/restore')
  @ApiEndpoint({
    allow: 'admin.read',
    ok: TenantView,
    errors: ['admin.view_not_found', 'admin.view_name_taken', 'admin.view_limit_reached'],
    summary: 'Bring a deleted view back',
  })
  @NotWhileImpersonating()
  restore(@CurrentActor() actor: Actor, @Param({ schema: IdParam }) { id }: IdParam): Promise<TenantView> {
    return this.views.restore(actor, id);
  }
}
