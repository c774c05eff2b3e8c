import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AdminOverview, AdminTenantDetail, AdminTenantList, AdminTenantQuery, IdParam } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { CurrentActor } from '../../../platform/access/current-actor.js';
import { ApiEndpoint } from '../../../platform/http/api-endpoint.js';
import { PlatformOverviewService } from '../services/platform-overview.service.js';
import { TenantDirectoryService } from '../services/tenant-directory.service.js';

/** What staff sees of the platform. Reading only: every change to a tenant has a route of its own. */
@ApiTags('Admin')
@Controller('admin')
export class AdminController {
  constructor(
    private readonly platform: PlatformOverviewService,
    private readonly tenants: TenantDirectoryService,
  ) {}

  @Get('overview')
  @ApiEndpoint({ allow: 'admin.read', ok: AdminOverview, summary: 'The platform at a glance' })
  overview(@CurrentActor() actor: Actor): Promise<AdminOverview> {
    return this.platform.read(actor);
  }

  @Get('tenants')
  @ApiEndpoint({ allow: 'admin.read', ok: AdminTenantList, summary: 'Tenants' })
  list(@Query({ schema: AdminTenantQuery }) query: AdminTenantQuery): Promise<AdminTenantList> {
    return this.tenants.list(query);
  }

  @Get('tenants/:id')
  @ApiEndpoint({ allow: 'admin.read', ok: AdminTenantDetail, errors: ['admin.tenant_not_found'], summary: 'One tenant' })
  read(@CurrentActor() actor: Actor, @Param({ schema: IdParam }) { id }: IdParam): Promise<AdminTenantDetail> {
    return this.tenants.read(actor, id);
  }
}
