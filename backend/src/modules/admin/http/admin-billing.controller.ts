import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AdminPlanList, AdminTenantBilling, IdParam } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { CurrentActor } from '../../../platform/access/current-actor.js';
import { ApiEndpoint } from '../../../platform/http/api-endpoint.js';
import { PlanDesk } from '../services/plan-desk.service.js';
import { TenantBillingDesk } from '../services/tenant-billing-desk.service.js';

/** What is sold, and one tenant's billing. Reading only. */
@ApiTags('Admin')
@Controller('admin')
export class AdminBillingController {
  constructor(
    private readonly plans: PlanDesk,
    private readonly billing: TenantBillingDesk,
  ) {}

  @Get('plans')
  @ApiEndpoint({ allow: 'admin.read', ok: AdminPlanList, summary: 'Plans beside what Stripe has for them' })
  list(): Promise<AdminPlanList> {
    return this.plans.read();
  }

  @Get('tenants/:id/billing')
  @ApiEndpoint({
    allow: 'admin.read',
    ok: AdminTenantBilling,
    errors: ['admin.tenant_not_found'],
    summary: 'A tenant’s billing: subscription, invoices, money back, revenue and the timeline of it all',
  })
  read(@CurrentActor() actor: Actor, @Param({ schema: IdParam }) { id }: IdParam): Promise<AdminTenantBilling> {
    return this.billing.read(actor, id);
  }
}
