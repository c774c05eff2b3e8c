import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { RevenueQuery, RevenueReport, RevenueRowList, RevenueRowQuery } from '@orbisvoice/shared-dto';
import { ApiEndpoint } from '../../../platform/http/api-endpoint.js';
import { RevenueRows } from '../services/revenue-rows.service.js';
import { RevenueService } from '../services/revenue.service.js';

/** What the platform earns, for staff. */
@ApiTags('Admin')
@Controller('admin/analytics/revenue')
export class RevenueController {
  constructor(
    private readonly revenue: RevenueService,
    private readonly revenueRows: RevenueRows,
  ) {}

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
  @ApiEndpoint({
    allow: 'admin.read',
    ok: RevenueRowList,
    summary: 'The rows behind a figure of the report: counting or adding them up gives it; the largest amounts first',
  })
  rows(@Query({ schema: RevenueRowQuery }) query: RevenueRowQuery): Promise<RevenueRowList> {
    return this.revenueRows.page(query);
  }
}
