import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { AddTaxId, IdParam, TaxId, TaxIdList } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { CurrentActor } from '../../../platform/access/current-actor.js';
import { NotWhileImpersonating } from '../../../platform/access/not-while-impersonating.js';
import { ApiEndpoint } from '../../../platform/http/api-endpoint.js';
import { TaxIds } from '../services/tax-ids.service.js';

@Controller('billing/tax-ids')
export class TaxIdController {
  constructor(private readonly taxIds: TaxIds) {}

  @Get()
  @ApiEndpoint({ allow: 'billing.read', ok: TaxIdList, summary: 'List the tax numbers on invoices' })
  list(@CurrentActor() actor: Actor): Promise<TaxIdList> {
    return this.taxIds.list(actor.tenantId);
  }

  @Post()
  @ApiEndpoint({
    allow: 'billing.manage',
    ok: TaxId,
    status: 201,
    errors: ['billing.tax_id_limit_reached', 'billing.change_pending', 'stripe_unavailable'],
    summary: 'Add a tax number; an invalid one is refused at its field, one that is there already is answered',
  })
  @NotWhileImpersonating()
  add(@CurrentActor() actor: Actor, @Body({ schema: AddTaxId }) body: AddTaxId): Promise<TaxId> {
    return this.taxIds.add(actor, body);
  }

  @Delete(':id')
  @ApiEndpoint({
    allow: 'billing.manage',
    ok: null,
    errors: ['billing.tax_id_not_found', 'billing.change_pending', 'stripe_unavailable'],
    summary: 'Remove a tax number from future invoices',
  })
  @NotWhileImpersonating()
  remove(@CurrentActor() actor: Actor, @Param({ schema: IdParam }) { id }: IdParam): Promise<void> {
    return this.taxIds.remove(actor, id);
  }
}
