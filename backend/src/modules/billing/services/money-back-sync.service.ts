import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { Clock } from '../../../platform/clock/clock.js';
import { InvoiceRepository } from '../persistence/invoice.repository.js';
import { StripeChargeGateway, type MoneyBackSnapshot } from '../stripe/stripe-charge.gateway.js';
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
    const { actor, decidedAt, eventId, finish } = cause;
    await this.latest.apply(tenantId, {
      read: async () => {
        const snapshot = await this.stripe.moneyBack(chargeId);
        await this.mirror(tenantId, snapshot, { actor, eventId });
        return snapshot;
      },
      apply: async (snapshot) => {
        await this.moneyBack.put(tenantId, { actor, snapshot, decidedAt, now: this.clock.now() });
        await finish?.(tenantId);
      },
    });
  }

  /** A refund may be heard of before the invoice it is of: news of it name the invoice. */
  private async mirror(tenantId: TenantId, { stripeInvoiceId }: MoneyBackSnapshot, cause: SyncCause): Promise<void> {
    if (stripeInvoiceId === null || (await this.invoices.byStripeId(tenantId, stripeInvoiceId))) return;
    await this.billing.sync(tenantId, { subscriptionId: null, invoiceId: stripeInvoiceId }, cause);
  }
}
