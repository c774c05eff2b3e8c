import { Body, Controller, Get, Param, Patch } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AdminTenantLimits, ChangeLimits, IdParam } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { CurrentActor } from '../../../platform/access/current-actor.js';
import { NotWhileImpersonating } from '../../../platform/access/not-while-impersonating.js';
import { ApiEndpoint } from '../../../platform/http/api-endpoint.js';
import { TenantLimitsDesk } from '../services/tenant-limits-desk.service.js';

/** How many conversations a month a tenant may have, and changing that for one tenant. */
@ApiTags('Admin')
@Controller('admin/tenants/:id/limits')
export class TenantLimitsController {
  constructor(private readonly limits: TenantLimitsDesk) {}

  @Get()
  @ApiEndpoint({
    allow: 'admin.read',
    ok: AdminTenantLimits,
    errors: ['admin.tenant_not_found'],
    summary: 'What a tenant’s limit is made of: plan, override, grants; who set them, until when and why',
  })
  read(@Param({ schema: IdParam }) { id }: IdParam): Promise<AdminTenantLimits> {
    return this.limits.read(id);
  }

  @Patch()
  @ApiEndpoint({
    allow: 'admin.manage',
    ok: AdminTenantLimits,
    errors: ['admin.tenant_not_found', 'billing.limits_conflict', 'billing.limit_adjustment_not_found', 'billing.limit_adjustment_over'],
    summary: 'Set another limit, grant conversations on top, or withdraw either',
  })
  @NotWhileImpersonating()
  change(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParam }) { id }: IdParam,
    @Body({ schema: ChangeLimits }) body: ChangeLimits,
  ): Promise<AdminTenantLimits> {
    return this.limits.change(actor, id, body);
  }
}
