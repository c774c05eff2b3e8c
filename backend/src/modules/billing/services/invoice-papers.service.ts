import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { InvoicePaperRepository, type PaperLine } from '../persistence/invoice-paper.repository.js';

/** A change of plan, as its event tells it. */
export interface ToldChange {
  readonly subscriptionId: string;
  readonly at: Date;
}

/** The change and its invoice are two things at Stripe, told one after the other. */
const NEAR_MS = 3_600_000;

/** What receipts and notices quote from invoices, for modules above. */
@Injectable()
export class InvoicePapers {
  constructor(private readonly papers: InvoicePaperRepository) {}

  /** The lines of an invoice in its order, its discount last; amounts in minor units before tax. Empty for one we do not have. */
  lines(tenantId: TenantId, invoiceId: string): Promise<readonly PaperLine[]> {
    return this.papers.lines(tenantId, invoiceId);
  }

  /** What a change of plan was charged with tax, in minor units; null when nothing was, or we have not heard of it yet. */
  chargeOf(tenantId: TenantId, { subscriptionId, at }: ToldChange): Promise<number | null> {
    const around = (ms: number): Date => new Date(at.getTime() + ms);
    return this.papers.chargeOfChange(tenantId, { subscriptionId, from: around(-NEAR_MS), to: around(NEAR_MS) });
  }
}
