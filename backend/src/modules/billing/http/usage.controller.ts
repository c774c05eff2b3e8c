import { Body, Controller, Get, Post } from '@nestjs/common';
import { RecordUsage, UsageHistory, UsageResults } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { CurrentActor } from '../../../platform/access/current-actor.js';
import { ApiEndpoint } from '../../../platform/http/api-endpoint.js';
import { Usage } from '../services/usage.service.js';

@Controller('billing/usage')
export class UsageController {
  constructor(private readonly usage: Usage) {}

  @Post()
  @ApiEndpoint({
    allow: 'usage.write',
    ok: UsageResults,
    isHot: true,
    errors: ['usage_limit_reached', 'idempotency.key_reused', 'service.unavailable'],
    summary: 'Count one usage event or a batch of up to 1,000; each key counts once',
  })
  record(@CurrentActor() actor: Actor, @Body({ schema: RecordUsage }) body: RecordUsage): Promise<UsageResults> {
    return this.usage.record(actor, body);
  }

  @Get('history')
  @ApiEndpoint({ allow: 'billing.read', ok: UsageHistory, summary: 'Counted usage of the last 30 days' })
  history(@CurrentActor() actor: Actor): Promise<UsageHistory> {
    return this.usage.history(actor.tenantId);
  }
}
