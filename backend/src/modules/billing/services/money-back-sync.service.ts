import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { Clock } from '../../../platform/clock/clock.js';
import { InvoiceRepository } from '../persistence/invoice.repository.js';
import { StripeChargeGateway } from '../stripe/stripe-charge.gateway.js';
import { BillingSync, type SyncCause } from './billing-sync.service.js';
import { LatestState } from './latest-state.service.js';
import { MoneyBack } from './money-back.service.js';

/** Brings refunds and disputes of one charge to Stripe's state. */
@Injectable()
export class MoneyBackSync {
  constructor(
    private readonly stripe: StripeChargeGateway,
    private readonly billing: BillingSync,
    private readonly invoices: InvoiceRepository,
    private readonly moneyBack: MoneyBack,
    private readonly latest: LatestState,
    private readonly clock: Clock,
  ) {}

  /** @param decidedAt when a dispute of the charge was decided, if the cause is the event that says so */
  async sync(tenantId: TenantId, chargeId: string, cause: SyncCause & { readonly decidedAt: Date | null }): Promise<void> {
    const { actor, decidedAt, finish } = cause;
    const read = async () => {
      const snapshot = await this.stripe.moneyBack(chargeId);
      return (tenant: TenantId) => this.moneyBack.put(tenant, { actor, snapshot, decidedAt, now: this.clock.now() });
    };
    const invoiceId = await this.unknownInvoiceOf(tenantId, chargeId);
    if (invoiceId !== null) {
      await this.billing.sync(tenantId, { subscriptionId: null, invoiceId }, { ...cause, beside: read });
      return;
    }
    await this.latest.apply(tenantId, {
      read,
      apply: async (put) => {
        await put(tenantId);
        await finish?.(tenantId);
      },
    });
  }

  /** A refund may be heard of before the invoice it is of: news of it name the invoice. Null when the invoice is known, or there is none. */
  private async unknownInvoiceOf(tenantId: TenantId, chargeId: string): Promise<string | null> {
    const invoiceId = await this.stripe.invoiceOf(chargeId);
    return invoiceId === null || (await this.invoices.byStripeId(tenantId, invoiceId)) ? null : invoiceId;
  }
}
