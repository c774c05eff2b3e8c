import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { CreateReportSchedule, IdParam, PageQuery, ReportSchedule, ReportSchedulePage, UpdateReportSchedule } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { CurrentActor } from '../../../platform/access/current-actor.js';
import { NotWhileImpersonating } from '../../../platform/access/not-while-impersonating.js';
import { ApiEndpoint } from '../../../platform/http/api-endpoint.js';
import { RateLimit } from '../../../platform/rate-limit/rate-limit.decorator.js';
import { ReportRuns } from '../services/report-runs.service.js';
import { ReportScheduleService } from '../services/report-schedule.service.js';

/** Reports by mail. Staff who act as somebody else order none: they would come back to them for ever. */
@Controller('report-schedules')
export class ReportScheduleController {
  constructor(
    private readonly schedules: ReportScheduleService,
    private readonly runs: ReportRuns,
  ) {}

  @Get()
  @ApiEndpoint({ allow: 'reports.manage', ok: ReportSchedulePage, summary: 'List scheduled reports' })
  list(@CurrentActor() actor: Actor, @Query({ schema: PageQuery }) query: PageQuery): Promise<ReportSchedulePage> {
    return this.schedules.list(actor, query);
  }

  @Post()
  @ApiEndpoint({
    allow: 'reports.manage',
    ok: ReportSchedule,
    status: 201,
    idempotent: true,
    errors: ['reports.schedule_limit_reached'],
    summary: 'Schedule a report; recipients are members of the workspace or its billing address',
  })
  @NotWhileImpersonating()
  create(@CurrentActor() actor: Actor, @Body({ schema: CreateReportSchedule }) body: CreateReportSchedule): Promise<ReportSchedule> {
    return this.schedules.create(actor, body);
  }

  @Patch(':id')
  @ApiEndpoint({
    allow: 'reports.manage',
    ok: ReportSchedule,
    errors: ['reports.schedule_not_found'],
    summary: 'Change a scheduled report',
  })
  @NotWhileImpersonating()
  update(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParam }) { id }: IdParam,
    @Body({ schema: UpdateReportSchedule }) body: UpdateReportSchedule,
  ): Promise<ReportSchedule> {
    return this.schedules.update(actor, id, body);
  }

  @Delete(':id')
  @ApiEndpoint({
    allow: 'reports.manage',
    ok: null,
    errors: ['reports.schedule_not_found'],
    summary: 'Delete a scheduled report; what it made stays among the exports',
  })
  @NotWhileImpersonating()
  delete(@CurrentActor() actor: Actor, @Param({ schema: IdParam }) { id }: IdParam): Promise<void> {
    return this.schedules.delete(actor, id);
  }

  @Post(':id/test')
  @ApiEndpoint({
    allow: 'reports.manage',
    ok: null,
    status: 202,
    errors: ['reports.schedule_not_found'],
    summary: 'Send the report of the latest period now, to whoever asks and to nobody else',
  })
  @RateLimit({ name: 'report-test', perMinute: 10, burst: 30, by: 'ip' })
  @NotWhileImpersonating()
  test(@CurrentActor() actor: Actor, @Param({ schema: IdParam }) { id }: IdParam): Promise<void> {
    return this.runs.test(actor, id);
  }
}
