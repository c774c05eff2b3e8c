import { Body, Controller, Get, Options, Param, Post, Query, Res } from '@nestjs/common';
import { PublicKeyParam, WidgetAgent, WidgetEvents, WidgetKeyQuery } from '@orbisvoice/shared-dto';
import type { FastifyReply } from 'fastify';
import { originOf } from '../../../platform/access/current-actor.js';
import { ApiEndpoint } from '../../../platform/http/api-endpoint.js';
import { RateLimit } from '../../../platform/rate-limit/rate-limit.decorator.js';
import { VisitService } from '../services/visit.service.js';
import { WidgetGate } from './widget-gate.js';

/** What the pages of tenants call, by the public key of an agent. */
@Controller('widget')
export class WidgetController {
  constructor(
    private readonly gate: WidgetGate,
    private readonly visits: VisitService,
  ) {}

  @Post('events')
  @ApiEndpoint({
    public: true,
    ok: null,
    errors: ['agents.not_found', 'request.origin_refused'],
    summary: 'Report what a visitor did with the widget; a repeat changes nothing',
  })
  @RateLimit({ name: 'widget-visitor', perMinute: 60, burst: 90, by: 'ip' })
  @RateLimit({ name: 'widget-agent', perMinute: 6_000, burst: 3_000, by: { query: 'agent' } })
  async record(
    @Query({ schema: WidgetKeyQuery }) { agent }: WidgetKeyQuery,
    @Body({ schema: WidgetEvents }) { events }: WidgetEvents,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.visits.note(await this.gate.enter(agent, reply), events, originOf(reply.request));
  }

  @Options('events')
  @ApiEndpoint({ public: true, ok: null, summary: 'Whether a page may report: the preflight of its browser' })
  preflight(@Query({ schema: WidgetKeyQuery }) { agent }: WidgetKeyQuery, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    return this.gate.preflight(agent, reply);
  }

  @Get('agents/:publicKey')
  @ApiEndpoint({
    public: true,
    ok: WidgetAgent,
    errors: ['agents.not_found', 'request.origin_refused'],
    summary: 'What a page needs to show the launcher of an agent',
  })
  async agent(
    @Param({ schema: PublicKeyParam }) { publicKey }: PublicKeyParam,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WidgetAgent> {
    const agent = this.visits.shown(await this.gate.look(publicKey, reply));
    void reply.header('cache-control', 'public, max-age=60');
    return agent;
  }
}
