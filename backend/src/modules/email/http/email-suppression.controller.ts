import { Controller, Get } from '@nestjs/common';
import { EmailReachability, EmailSuppressionList } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { CurrentActor } from '../../../platform/access/current-actor.js';
import { ApiEndpoint } from '../../../platform/http/api-endpoint.js';
import { Reachability } from '../services/reachability.service.js';

@Controller('email')
export class EmailSuppressionController {
  constructor(private readonly reachability: Reachability) {}

  @Get('suppressions')
  @ApiEndpoint({
    allow: 'emails.read',
    ok: EmailSuppressionList,
    summary: 'List the addresses of this workspace that mail cannot reach: its people and the billing address',
  })
  async suppressions(@CurrentActor() actor: Actor): Promise<EmailSuppressionList> {
    return { items: await this.reachability.ofWorkspace(actor.tenantId) };
  }

  @Get('reachability')
  @ApiEndpoint({
    allow: 'account.read',
    ok: EmailReachability,
    summary: 'Whether mail reaches the caller, and for owners and admins the billing address',
  })
  async mine(@CurrentActor() actor: Actor): Promise<EmailReachability> {
    return { unreachable: await this.reachability.ofActor(actor) };
  }
}
