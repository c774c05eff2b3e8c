import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ChangeStanding, IdParam, StandingPreview, StandingPreviewQuery, TenantStanding } from '@orbisvoice/shared-dto';
import type { ErrorCode } from '@orbisvoice/shared-dto/values';
import type { Actor } from '../../../platform/access/actor.js';
import { CurrentActor } from '../../../platform/access/current-actor.js';
import { NotWhileImpersonating } from '../../../platform/access/not-while-impersonating.js';
import { ApiEndpoint } from '../../../platform/http/api-endpoint.js';
import { StandingPreviews } from '../services/standing-preview.service.js';
import { TenantStandings } from '../services/tenant-standing.service.js';

const REFUSALS: readonly ErrorCode[] = ['admin.tenant_not_found', 'admin.tenant_protected', 'admin.standing_conflict'];

/** Stops a tenant, and lets it run again. */
@ApiTags('Admin')
@Controller('admin/tenants/:id')
export class TenantStandingController {
  constructor(
    private readonly previews: StandingPreviews,
    private readonly standings: TenantStandings,
  ) {}

  @Get('suspension-preview')
  @ApiEndpoint({
    allow: 'admin.read',
    ok: StandingPreview,
    errors: ['admin.tenant_not_found'],
    summary: 'What suspending, banning or reinstating a tenant would stop, end and send',
  })
  preview(
    @Param({ schema: IdParam }) { id }: IdParam,
    @Query({ schema: StandingPreviewQuery }) { action }: StandingPreviewQuery,
  ): Promise<StandingPreview> {
    return this.previews.of(id, action);
  }

  @Post('suspend')
  @ApiEndpoint({
    allow: 'admin.manage',
    ok: TenantStanding,
    errors: REFUSALS,
    summary: 'Suspend: its people log in, read and pay; nothing runs',
  })
  @NotWhileImpersonating()
  suspend(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParam }) { id }: IdParam,
    @Body({ schema: ChangeStanding }) { reason }: ChangeStanding,
  ): Promise<TenantStanding> {
    return this.standings.change(actor, { tenantId: id, action: 'suspend', reason });
  }

  @Post('ban')
  @ApiEndpoint({
    allow: 'admin.manage',
    ok: TenantStanding,
    errors: REFUSALS,
    summary: 'Ban: nobody gets in, sessions end, API keys are dead, the subscription ends with its paid period',
  })
  @NotWhileImpersonating()
  ban(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParam }) { id }: IdParam,
    @Body({ schema: ChangeStanding }) { reason }: ChangeStanding,
  ): Promise<TenantStanding> {
    return this.standings.change(actor, { tenantId: id, action: 'ban', reason });
  }

  @Post('reinstate')
  @ApiEndpoint({ allow: 'admin.manage', ok: TenantStanding, errors: REFUSALS, summary: 'Undo a suspension or a ban' })
  @NotWhileImpersonating()
  reinstate(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParam }) { id }: IdParam,
    @Body({ schema: ChangeStanding }) { reason }: ChangeStanding,
  ): Promise<TenantStanding> {
    return this.standings.change(actor, { tenantId: id, action: 'reinstate', reason });
  }
}
