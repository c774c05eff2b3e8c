import { Injectable } from '@nestjs/common';
import type { Dunning } from '@orbisvoice/shared-dto';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { graceEndsAt } from '../domain/subscription-access.js';
import type { SubscriptionRecord } from '../domain/subscription-record.js';
import { InvoiceRepository } from '../persistence/invoice.repository.js';
import { PaymentAttemptRepository } from '../persistence/payment-attempt.repository.js';
import { toAttempt } from './invoice-reader.service.js';

/** What is known of a payment that fails. */
@Injectable()
export class DunningReader {
  constructor(
    private readonly invoices: InvoiceRepository,
    private readonly attempts: PaymentAttemptRepository,
  ) {}

  /** Null while nothing is owed. */
  async of(tenantId: TenantId, live: SubscriptionRecord | undefined): Promise<Dunning | null> {
    if (live?.status !== 'past_due' && live?.status !== 'unpaid') return null;
    const invoice = await this.invoices.oldestOpen(tenantId, live.stripeSubscriptionId);
    if (!invoice) return null;
    const attempts = await this.attempts.of(tenantId, invoice.stripeInvoiceId);
    const since = attempts.at(0)?.at ?? live.pastDueSince ?? invoice.createdAt;
    return {
      invoiceId: invoice.id,
      invoiceNumber: invoice.number,
      amountDue: invoice.amountRemaining,
      currency: invoice.currency,
      since: since.toISOString(),
      graceEndsAt: graceEndsAt(live.pastDueSince ?? since).toISOString(),
      attempts: attempts.map(toAttempt),
      nextAttemptAt: invoice.nextAttemptAt?.toISOString() ?? null,
      needsAction: invoice.needsAction,
      payUrl: invoice.hostedUrl,
    };
  }
}
