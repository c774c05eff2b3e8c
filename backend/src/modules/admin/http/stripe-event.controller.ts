import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  ReplayResult,
  ReplayResults,
  ReplayStripeEvent,
  ReplayStripeEvents,
  StripeEventDetail,
  StripeEventIdParam,
  StripeEventList,
  StripeEventQuery,
} from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { CurrentActor } from '../../../platform/access/current-actor.js';
import { NotWhileImpersonating } from '../../../platform/access/not-while-impersonating.js';
import { ApiEndpoint } from '../../../platform/http/api-endpoint.js';
import { StripeEventDesk } from '../services/stripe-event-desk.service.js';

/** The inbox of Stripe events: what came, what became of it, and once more. */
@ApiTags('Admin')
@Controller('admin/stripe-events')
export class StripeEventController {
  constructor(private readonly desk: StripeEventDesk) {}

  @Get()
  @ApiEndpoint({ allow: 'admin.read', ok: StripeEventList, summary: 'Events of Stripe, newest first' })
  list(@Query({ schema: StripeEventQuery }) query: StripeEventQuery): Promise<StripeEventList> {
    return this.desk.list(query);
  }

  @Get(':id')
  @ApiEndpoint({ allow: 'admin.read', ok: StripeEventDetail, errors: ['billing.event_not_found'], summary: 'One event with its payload' })
  read(@Param({ schema: StripeEventIdParam }) { id }: StripeEventIdParam): Promise<StripeEventDetail> {
    return this.desk.read(id);
  }

  @Post('replay')
  @ApiEndpoint({ allow: 'admin.manage', ok: ReplayResults, summary: 'Work up to 500 events once more, or show what that would change' })
  @NotWhileImpersonating()
  replayMany(@CurrentActor() actor: Actor, @Body({ schema: ReplayStripeEvents }) body: ReplayStripeEvents): Promise<ReplayResults> {
    return this.desk.replayMany(actor, body);
  }

  @Post(':id/replay')
  @ApiEndpoint({
    allow: 'admin.manage',
    ok: ReplayResult,
    errors: ['billing.event_not_found'],
    summary: 'Work an event once more, or show what that would change',
  })
  @NotWhileImpersonating()
  replay(
    @CurrentActor() actor: Actor,
    @Param({ schema: StripeEventIdParam }) { id }: StripeEventIdParam,
    @Body({ schema: ReplayStripeEvent }) { isDryRun }: ReplayStripeEvent,
  ): Promise<ReplayResult> {
    return this.desk.replay(actor, id, isDryRun);
  }
}
