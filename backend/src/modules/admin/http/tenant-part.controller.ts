import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AdminAgentList, AdminTenantUsage, IdParam } from '@orbisvoice/shared-dto';
import { ApiEndpoint } from '../../../platform/http/api-endpoint.js';
import { TenantPartDesk } from '../services/tenant-part-desk.service.js';

/** Parts of one tenant's page. Reading only. */
@ApiTags('Admin')
@Controller('admin/tenants/:id')
export class TenantPartController {
  constructor(private readonly parts: TenantPartDesk) {}

  @Get('agents')
  @ApiEndpoint({
    allow: 'admin.read',
    ok: AdminAgentList,
    errors: ['admin.tenant_not_found'],
    summary: 'A tenant’s agents, and when each of them talked last',
  })
  agents(@Param({ schema: IdParam }) { id }: IdParam): Promise<AdminAgentList> {
    return this.parts.agents(id);
  }

  @Get('usage')
  @ApiEndpoint({
    allow: 'admin.read',
    ok: AdminTenantUsage,
    errors: ['admin.tenant_not_found'],
    summary: 'How much a tenant talks: 30 days, and its usage periods with the limits they had',
  })
  usage(@Param({ schema: IdParam }) { id }: IdParam): Promise<AdminTenantUsage> {
    return this.parts.usageOf(id);
  }
}
