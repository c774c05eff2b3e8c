import { Controller, Get, Query } from '@nestjs/common';
import { ToolCallList, ToolCallQuery, WidgetVisitList, WidgetVisitQuery } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { CurrentActor } from '../../../platform/access/current-actor.js';
import { ApiEndpoint } from '../../../platform/http/api-endpoint.js';
import { ReportRows } from '../services/report-rows.service.js';

/** The rows behind figures of the reports. */
@Controller('analytics')
export class ReportRowsController {
  constructor(private readonly rows: ReportRows) {}

  @Get('tool-calls')
  @ApiEndpoint({
    allow: 'stats.read',
    ok: ToolCallList,
    summary: 'List the tool executions that the report on agents counted, newest first: every attempt, or one for each call',
  })
  toolCalls(@CurrentActor() actor: Actor, @Query({ schema: ToolCallQuery }) query: ToolCallQuery): Promise<ToolCallList> {
    return this.rows.toolCalls(actor, query);
  }

  @Get('visits')
  @ApiEndpoint({
    allow: 'stats.read',
    ok: WidgetVisitList,
    summary: 'List the visits of the widget that the report on engagement counted, newest first, with how far each came',
  })
  visits(@CurrentActor() actor: Actor, @Query({ schema: WidgetVisitQuery }) query: WidgetVisitQuery): Promise<WidgetVisitList> {
    return this.rows.visits(actor, query);
  }
}
