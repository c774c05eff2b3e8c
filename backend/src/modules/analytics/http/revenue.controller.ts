import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { RevenueQuery, RevenueReport, RevenueRowList, RevenueRowQuery } from '@orbisvoice/shared-dto';
import { ApiEndpoint } from '../../../platform/http/api-endpoint.js';
import { RevenueService } from '../services/revenue.service.js';

/** What the platform earns, for staff. */
@ApiTags('Admin')
@Controller('admin/analytics/revenue')
export class RevenueController {
  constructor(private readonly revenue: RevenueService) {}

  @Get()
  @ApiEndpoint({
    allow: 'admin.read',
    ok: RevenueReport,
    summary: 'Recurring revenue by month: movements, churn and retention, cohorts, from sign-up to paid, cash',
  })
  report(@Query({ schema: RevenueQuery }) query: RevenueQuery): Promise<RevenueReport> {
    return this.revenue.report(query);
  }

  @Get('rows')
  @ApiEndpoint({ allow: 'admin.read', ok: RevenueRowList, summary: 'The tenants behind a month, the largest movement first' })
  rows(@Query({ schema: RevenueRowQuery }) query: RevenueRowQuery): Promise<RevenueRowList> {
    return this.revenue.rows(query);
  }
}
