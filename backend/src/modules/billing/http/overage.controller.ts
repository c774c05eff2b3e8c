import { Body, Controller, Put } from '@nestjs/common';
import { ChangeOverage, Subscription } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { CurrentActor } from '../../../platform/access/current-actor.js';
import { NotWhileImpersonating } from '../../../platform/access/not-while-impersonating.js';
import { ApiEndpoint } from '../../../platform/http/api-endpoint.js';
import { OverageService } from '../services/overage.service.js';

@Controller('billing/overage')
export class OverageController {
  constructor(private readonly overage: OverageService) {}

  @Put()
  @ApiEndpoint({
    allow: 'billing.manage',
    ok: Subscription,
    errors: ['billing.overage_not_available', 'billing.change_pending', 'billing.change_not_possible', 'stripe_unavailable'],
    summary: 'Sell conversations beyond the limit, up to a cap per usage period, or stop selling them',
  })
  @NotWhileImpersonating()
  change(@CurrentActor() actor: Actor, @Body({ schema: ChangeOverage }) body: ChangeOverage): Promise<Subscription> {
    return this.overage.change(actor, body);
  }
}
