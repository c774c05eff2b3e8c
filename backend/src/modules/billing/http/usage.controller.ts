import { Body, Controller, Get, Header, Post, Query } from '@nestjs/common';
import { RecordUsage, UsageEventList, UsageEventQuery, UsageHistory, UsageResults } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { CurrentActor } from '../../../platform/access/current-actor.js';
import { NotWhileImpersonating } from '../../../platform/access/not-while-impersonating.js';
import { ApiEndpoint } from '../../../platform/http/api-endpoint.js';
import { UsageEvidence } from '../services/usage-evidence.service.js';
import { Usage } from '../services/usage.service.js';

@Controller('billing/usage')
export class UsageController {
  constructor(
    private readonly usage: Usage,
    private readonly evidence: UsageEvidence,
  ) {}

  @Post()
  @ApiEndpoint({
    allow: 'usage.write',
    ok: UsageResults,
    isHot: true,
    errors: ['usage_limit_reached', 'idempotency.key_reused', 'service.unavailable'],
    summary: 'Count one usage event or a batch of up to 1,000; each key counts once',
  })
  @NotWhileImpersonating()
  record(@CurrentActor() actor: Actor, @Body({ schema: RecordUsage }) body: RecordUsage): Promise<UsageResults> {
    return this.usage.record(actor, body);
  }

  @Get('history')
  @ApiEndpoint({ allow: 'billing.read', ok: UsageHistory, summary: 'Counted usage of the last 30 days' })
  history(@CurrentActor() actor: Actor): Promise<UsageHistory> {
    return this.usage.history(actor.tenantId);
  }

  @Get('events')
  @Header('content-type', 'application/json; charset=utf-8')
  @ApiEndpoint({
    allow: 'billing.read',
    ok: UsageEventList,
    errors: ['billing.invoice_not_found'],
    summary: 'List what was counted, newest first: of the current period, of a span of time, or behind an invoice',
  })
  events(@CurrentActor() actor: Actor, @Query({ schema: UsageEventQuery }) query: UsageEventQuery): Promise<string> {
    return this.evidence.list(actor.tenantId, query);
  }
}
