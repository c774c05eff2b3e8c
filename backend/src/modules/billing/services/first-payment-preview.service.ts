import { Injectable } from '@nestjs/common';
import type { ChangePreview } from '@orbisvoice/shared-dto';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { Clock } from '../../../platform/clock/clock.js';
import { Config } from '../../../platform/config/config.js';
import { oneIntervalAfter } from '../domain/plan-change.js';
import { trialDaysFor, trialEnd } from '../domain/trial.js';
import { toPreviewedInvoice, type PreviewedInvoice } from '../stripe/preview.mapper.js';
import { StripeChangeGateway } from '../stripe/stripe-change.gateway.js';
import type { TargetPrice } from './change-terms.service.js';
import { StripeCustomers } from './stripe-customers.service.js';
import { SubscriptionService } from './subscription.service.js';

/** A first payment and when it is due, before Checkout asks for address, tax number and promotion codes. */
export interface FirstPayment {
  readonly invoice: PreviewedInvoice;
  readonly at: Date;
  readonly amountDue: number;
  readonly next: NonNullable<ChangePreview['next']>;
  readonly trialEndsAt: Date | null;
}

/** What a tenant on the free plan would pay for a plan. */
@Injectable()
export class FirstPaymentPreview {
  constructor(
    private readonly stripe: StripeChangeGateway,
    private readonly customers: StripeCustomers,
    private readonly subscriptions: SubscriptionService,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  async preview(tenantId: TenantId, to: TargetPrice): Promise<FirstPayment> {
    const customerId = await this.customers.forPurchase(tenantId, to.currency);
    const [invoice, records] = await Promise.all([
      this.stripe.previewStart({ customerId, priceId: to.id, isTaxed: this.config.billing.hasAutomaticTax }).then(toPreviewedInvoice),
      this.subscriptions.all(tenantId),
    ]);
    const at = this.clock.now();
    const trialEndsAt = trialEnd(trialDaysFor(records, this.config.billing.trialDays), at);
    const next = trialEndsAt ?? oneIntervalAfter(at, to.interval);
    return {
      invoice,
      at,
      amountDue: trialEndsAt ? 0 : invoice.amountDue,
      next: { at: next.toISOString(), amount: invoice.total },
      trialEndsAt,
    };
  }
}
