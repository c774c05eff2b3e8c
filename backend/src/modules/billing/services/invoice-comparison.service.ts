import { Injectable } from '@nestjs/common';
import { comparableInvoice, discrepancy } from '../domain/reconciliation.js';
import type { PlainRow } from '../domain/row-differences.js';
import { AllTenantsMirrorRepository } from '../persistence/all-tenants-mirror.repository.js';
import { toInvoiceRecord } from '../stripe/invoice.mapper.js';
import { StripeInvoiceGateway } from '../stripe/stripe-invoice.gateway.js';
import { StripeMappingError } from '../stripe/stripe-mapping.error.js';
import { idOf } from '../stripe/stripe-values.js';
import type { StripeInvoice } from '../stripe/stripe.gateway.js';
import { MirrorRepair } from './mirror-repair.service.js';
import type { ReconciliationProgress } from './reconciliation-progress.js';

/** Compares invoices at Stripe with ours. */
@Injectable()
export class InvoiceComparison {
  constructor(
    private readonly mirror: AllTenantsMirrorRepository,
    private readonly stripe: StripeInvoiceGateway,
    private readonly repair: MirrorRepair,
  ) {}

  /** One page of Stripe's list. Invoices of customers nobody knows are theirs who made them; their subscriptions are reported. */
  async compare(progress: ReconciliationProgress, page: readonly StripeInvoice[]): Promise<void> {
    const [tenants, ours] = await Promise.all([
      this.mirror.tenantsOf(page.map(({ customer }) => idOf(customer) ?? '')),
      this.mirror.invoices(page.map(({ id }) => id)),
    ]);
    for (const invoice of page) {
      const tenantId = tenants.get(idOf(invoice.customer) ?? '');
      if (!tenantId) continue;
      const about = { object: 'invoice', objectId: invoice.id, tenantId } as const;
      const theirs = await this.rowOf(invoice);
      if (typeof theirs === 'string') {
        await progress.found({ ...about, kind: 'different', differences: [], isRepaired: false, note: theirs });
        continue;
      }
      const known = ours.get(invoice.id);
      const found = discrepancy(known ? { ...comparableInvoice(known), needsAction: known.needsAction } : null, theirs);
      if (found) await this.repair.mend(progress, { ...found, ...about }, { subscriptionId: null, invoiceId: invoice.id });
    }
  }

  /** Only an open invoice waits for somebody, and only its payment says whether. @returns why it cannot be read, for one in a state nobody knows */
  private async rowOf(invoice: StripeInvoice): Promise<PlainRow | string> {
    try {
      const row = comparableInvoice(toInvoiceRecord(invoice, null));
      if (invoice.status !== 'open') return row;
      const { object, needsAction } = await this.stripe.snapshot(invoice.id);
      return { ...comparableInvoice(toInvoiceRecord(object, null)), needsAction };
    } catch (error) {
      if (error instanceof StripeMappingError) return error.message;
      throw error;
    }
  }
}
