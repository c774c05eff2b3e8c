import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  ActOnAlert,
  IdParam,
  SecurityAlertCounts,
  SecurityAlertDetail,
  SecurityAlertList,
  SecurityAlertQuery,
} from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { CurrentActor } from '../../../platform/access/current-actor.js';
import { NotWhileImpersonating } from '../../../platform/access/not-while-impersonating.js';
import { ApiEndpoint } from '../../../platform/http/api-endpoint.js';
import { AlertDesk } from '../services/alert-desk.js';

/** What the rules found, and what staff made of it. */
@ApiTags('Admin')
@Controller('admin/alerts')
export class AlertController {
  constructor(private readonly desk: AlertDesk) {}

  @Get()
  @ApiEndpoint({ allow: 'admin.read', ok: SecurityAlertList, summary: 'Alerts, the newest fact first' })
  list(@Query({ schema: SecurityAlertQuery }) query: SecurityAlertQuery): Promise<SecurityAlertList> {
    return this.desk.list(query);
  }

  @Get('summary')
  @ApiEndpoint({ allow: 'admin.read', ok: SecurityAlertCounts, summary: 'How many alerts are unsettled' })
  counts(): Promise<SecurityAlertCounts> {
    return this.desk.counts();
  }

  @Get(':id')
  @ApiEndpoint({
    allow: 'admin.read',
    ok: SecurityAlertDetail,
    errors: ['alerts.not_found'],
    summary: 'One alert with the facts that were counted and what was done',
  })
  read(@Param({ schema: IdParam }) { id }: IdParam): Promise<SecurityAlertDetail> {
    return this.desk.read(id);
  }

  @Post(':id/actions')
  @ApiEndpoint({
    allow: 'admin.manage',
    ok: SecurityAlertDetail,
    errors: ['alerts.not_found', 'alerts.not_possible'],
    summary: 'Acknowledge, resolve, dismiss or reopen an alert',
  })
  @NotWhileImpersonating()
  act(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParam }) { id }: IdParam,
    @Body({ schema: ActOnAlert }) body: ActOnAlert,
  ): Promise<SecurityAlertDetail> {
    return this.desk.act(actor, id, body);
  }
}
