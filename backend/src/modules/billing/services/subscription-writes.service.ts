import { Injectable } from '@nestjs/common';
import type { CancelSubscription } from '@orbisvoice/shared-dto';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { sha256 } from '../../../platform/crypto/tokens.js';
import type { OperationResult } from '../domain/stripe-operation.js';
import type { SubscriptionRecord } from '../domain/subscription-record.js';
import { BillingRevisionRepository } from '../persistence/billing-revision.repository.js';
import { StripeChangeGateway } from '../stripe/stripe-change.gateway.js';
import { StripeGateway } from '../stripe/stripe.gateway.js';
import { orRefusal } from '../stripe/stripe-refusal.js';
import { StripeScheduleGateway } from '../stripe/stripe-schedule.gateway.js';
import { StripeTermsGateway } from '../stripe/stripe-terms.gateway.js';
import type { Quote } from './preview-token.js';
import { StripeOperations } from './stripe-operations.service.js';

/** One write to a tenant's subscription at a time, whatever it is: changes, cancellations and their undoing would undo each other. */
const INTENT = 'subscription';

/** A quote for a subscription that runs. */
export type RunningQuote = Quote & { readonly from: NonNullable<Quote['from']> };

/** What is set for the end of a subscription's period. */
type PeriodEnd = Pick<RunningQuote['from'], 'subscriptionId' | 'scheduleId' | 'isEnding'>;

/** Everything we write to a subscription at Stripe; each write happens once. */
@Injectable()
export class SubscriptionWrites {
  constructor(
    private readonly operations: StripeOperations,
    private readonly changes: StripeChangeGateway,
    private readonly schedules: StripeScheduleGateway,
    private readonly stripe: StripeGateway,
    private readonly terms: StripeTermsGateway,
    private readonly revisions: BillingRevisionRepository,
  ) {}

  /** What came of a change that was asked for before with the same quote; waits for one that is being made. */
  changed(tenantId: TenantId, quote: Quote): Promise<OperationResult | null> {
    return this.operations.outcome(tenantId, { intent: INTENT, group: groupOf(quote) });
  }

  /**
   * Makes the change that was quoted: charged from the moment that was shown, or set for the end of the paid period. All that is sent stands
   * in the quote, so that a repeat sends the same.
   * @param check see `StripeOperation.check`
   */
  change(tenantId: TenantId, quote: RunningQuote, check: (isRepeat: boolean) => Promise<void>): Promise<OperationResult> {
    const { scheduleId, isEnding, subscriptionId } = quote.from;
    return this.operations.run(tenantId, {
      intent: INTENT,
      group: groupOf(quote),
      request: quote,
      check,
      call: (key) =>
        orRefusal(async () => {
          await this.clear({ subscriptionId, scheduleId, isEnding }, key);
          return quote.kind === 'downgrade' ? this.schedule(quote, key) : this.upgrade(quote, key);
        }),
    });
  }

  /** Sets the end of the paid period as the end of the subscription. A smaller plan that was to follow then does not. */
  async cancel(tenantId: TenantId, live: SubscriptionRecord, { reason, comment }: CancelSubscription): Promise<void> {
    await this.write(tenantId, { live, what: 'cancel', request: { reason, comment } }, async (key) => {
      if (live.stripeScheduleId !== null) await this.schedules.release(live.stripeScheduleId, `${key}:release`);
      await this.stripe.cancelAtPeriodEnd(live.stripeSubscriptionId, { feedback: reason, comment }, key);
    });
  }

  /** Takes back what is set for the end of the paid period. */
  async resume(tenantId: TenantId, live: SubscriptionRecord): Promise<void> {
    await this.write(tenantId, { live, what: 'resume', request: {} }, (key) =>
      this.clear({ subscriptionId: live.stripeSubscriptionId, scheduleId: live.stripeScheduleId, isEnding: live.cancelAtPeriodEnd }, key),
    );
  }

  /** Moves the end of a trial, and with it the first charge. */
  async extendTrial(tenantId: TenantId, live: SubscriptionRecord, trialEnd: Date): Promise<void> {
    const request = { trialEnd: trialEnd.toISOString() };
    await this.write(tenantId, { live, what: `trial:${request.trialEnd}`, request }, (key) =>
      this.terms.extendTrial(live.stripeSubscriptionId, trialEnd, key),
    );
  }

  /** Charges nothing for so many months; until it is ended where that is null. */
  async comp(tenantId: TenantId, live: SubscriptionRecord, months: number | null): Promise<void> {
    await this.write(tenantId, { live, what: `comp:${months}`, request: { months } }, (key) =>
      this.terms.comp(live.stripeSubscriptionId, months, key),
    );
  }

  /** Charges the price again, from the next invoice on. */
  async endComp(tenantId: TenantId, live: SubscriptionRecord): Promise<void> {
    await this.write(tenantId, { live, what: 'end_comp', request: {} }, (key) => this.terms.endComp(live.stripeSubscriptionId, key));
  }

  private async upgrade({ from, items, prorationDate }: RunningQuote, key: string): Promise<OperationResult> {
    const { isPending, invoiceId, payUrl } = await this.changes.upgrade(
      { subscriptionId: from.subscriptionId, items, prorationDate: new Date(prorationDate) },
      key,
    );
    return { outcome: isPending ? 'payment_required' : 'changed', invoiceId, url: isPending ? payUrl : null };
  }

  private async schedule({ from, priceId, interval, items }: RunningQuote, key: string): Promise<OperationResult> {
    const prices = items.flatMap((item) => ('price' in item ? [item.price] : []));
    const overagePriceId = prices.find((id) => id !== priceId) ?? null;
    await this.schedules.downgrade({ subscriptionId: from.subscriptionId, planPriceId: priceId, overagePriceId, interval }, key);
    return { outcome: 'scheduled', invoiceId: null, url: null };
  }

  /** Nothing is set for the end of the period any more: a cancellation, a smaller plan. */
  private async clear({ subscriptionId, scheduleId, isEnding }: PeriodEnd, key: string): Promise<void> {
    if (scheduleId !== null) await this.schedules.release(scheduleId, `${key}:release`);
    if (isEnding) await this.stripe.resume(subscriptionId, `${key}:resume`);
  }

  /** A write that is the same for everybody who asks while nothing else changed. */
  private async write(
    tenantId: TenantId,
    { live, what, request }: { readonly live: SubscriptionRecord; readonly what: string; readonly request: object },
    send: (key: string) => Promise<void>,
  ): Promise<void> {
    const revision = await this.revisions.current(tenantId);
    await this.operations.run(tenantId, {
      intent: INTENT,
      group: `${what}:${live.stripeSubscriptionId}:${revision}`,
      request,
      call: async (key) => {
        await orRefusal(() => send(key));
        return {};
      },
    });
  }
}

const groupOf = (quote: Quote): string => `change:${sha256(JSON.stringify(quote)).toString('base64url')}`;
