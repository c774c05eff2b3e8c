import { Injectable } from '@nestjs/common';
import type { InvoiceLinks } from '@orbisvoice/shared-dto';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { Clock } from '../../../platform/clock/clock.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { InvoiceEntity } from '../persistence/invoice.entity.js';
import { InvoiceRepository } from '../persistence/invoice.repository.js';
import { StripeInvoiceGateway } from '../stripe/stripe-invoice.gateway.js';

/** Stripe's addresses live for a month at most; a day keeps well away from that and from asking at every click. */
const FRESH_MS = 24 * 3_600_000;

/** Where an invoice's page and PDF are. Stripe's addresses expire, so what we keep is only as good as it is young. */
@Injectable()
export class InvoiceLinkService {
  constructor(
    private readonly invoices: InvoiceRepository,
    private readonly stripe: StripeInvoiceGateway,
    private readonly clock: Clock,
  ) {}

  /**
   * The addresses, asked anew when ours are older than a day. While Stripe cannot be reached the old ones are better than none.
   * @throws DomainError `billing.invoice_not_found`; `stripe_unavailable` when there are no old ones either
   */
  async links(tenantId: TenantId, id: string): Promise<InvoiceLinks> {
    const invoice = await this.invoices.shown(tenantId, id);
    if (!invoice) throw new DomainError('billing.invoice_not_found');
    const { hostedUrl, pdfUrl } = invoice;
    return this.isFresh(invoice) ? { hostedUrl, pdfUrl } : this.fetched(tenantId, invoice);
  }

  private isFresh({ linksFetchedAt, hostedUrl }: InvoiceEntity): boolean {
    return hostedUrl !== null && linksFetchedAt !== null && this.clock.now().getTime() - linksFetchedAt.getTime() < FRESH_MS;
  }

  private async fetched(tenantId: TenantId, { id, stripeInvoiceId, hostedUrl, pdfUrl }: InvoiceEntity): Promise<InvoiceLinks> {
    try {
      const links = await this.stripe.links(stripeInvoiceId);
      await this.invoices.putLinks(tenantId, id, { ...links, at: this.clock.now() });
      return links;
    } catch (error) {
      const hasOld = hostedUrl !== null || pdfUrl !== null;
      if (hasOld && error instanceof DomainError && error.code === 'stripe_unavailable') return { hostedUrl, pdfUrl };
      throw error;
    }
  }
}
