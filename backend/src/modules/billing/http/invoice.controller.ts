import { Controller, Get, Param, Query } from '@nestjs/common';
import { IdParam, InvoiceDetail, InvoiceLinks, InvoicePage, InvoiceQuery } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { CurrentActor } from '../../../platform/access/current-actor.js';
import { ApiEndpoint } from '../../../platform/http/api-endpoint.js';
import { InvoiceLinkService } from '../services/invoice-links.service.js';
import { InvoiceReader } from '../services/invoice-reader.service.js';

@Controller('billing/invoices')
export class InvoiceController {
  constructor(
    private readonly invoices: InvoiceReader,
    private readonly documents: InvoiceLinkService,
  ) {}

  @Get()
  @ApiEndpoint({ allow: 'billing.read', ok: InvoicePage, summary: 'List invoices' })
  list(@CurrentActor() actor: Actor, @Query({ schema: InvoiceQuery }) query: InvoiceQuery): Promise<InvoicePage> {
    return this.invoices.list(actor.tenantId, query);
  }

  @Get(':id')
  @ApiEndpoint({
    allow: 'billing.read',
    ok: InvoiceDetail,
    errors: ['billing.invoice_not_found'],
    summary: 'Read an invoice: its lines with what was used, the attempts to collect it, money given back',
  })
  get(@CurrentActor() actor: Actor, @Param({ schema: IdParam }) { id }: IdParam): Promise<InvoiceDetail> {
    return this.invoices.detail(actor.tenantId, id);
  }

  @Get(':id/links')
  @ApiEndpoint({
    allow: 'billing.read',
    ok: InvoiceLinks,
    errors: ['billing.invoice_not_found', 'stripe_unavailable'],
    summary: 'Fresh addresses of an invoice’s page and PDF',
  })
  links(@CurrentActor() actor: Actor, @Param({ schema: IdParam }) { id }: IdParam): Promise<InvoiceLinks> {
    return this.documents.links(actor.tenantId, id);
  }
}
