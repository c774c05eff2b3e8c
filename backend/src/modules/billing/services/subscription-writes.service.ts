import { Injectable } from '@nestjs/common';
import type { CancelSubscription } from '@orbisvoice/shared-dto';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { sha256 } from '../../../platform/crypto/tokens.js';
import type { OperationResult } from '../domain/stripe-operation.js';
import type { SubscriptionRecord } from '../domain/subscription-record.js';
import { BillingRevisionRepository } from '../persistence/billing-revision.repository.js';
import { StripeChangeGateway } from '../stripe/stripe-change.gateway.js';
import { StripeGateway } from '../stripe/stripe.gateway.js';
import type { RunningTerms } from './change-preview.service.js';
import type { Quote } from './preview-token.js';
import { StripeOperations } from './stripe-operations.service.js';

/** One write to a tenant's subscription at a time, whatever it is: changes, cancellations and their undoing would undo each other. */
const INTENT = 'subscription';

/** Everything we write to a subscription at Stripe; each write happens once. */
@Injectable()
export class SubscriptionWrites {
  constructor(
    private readonly operations: StripeOperations,
    private readonly changes: StripeChangeGateway,
    private readonly stripe: StripeGateway,
    private readonly revisions: BillingRevisionRepository,
  ) {}

  /** What came of a change that was asked for before with the same quote; waits for one that is being made. */
  changed(tenantId: TenantId, quote: Quote): Promise<OperationResult | null> {
    return this.operations.outcome(tenantId, { intent: INTENT, group: groupOf(quote) });
  }

  /** Makes the change that was quoted: charged from the moment that was shown, or set for the end of the paid period. */
  change(tenantId: TenantId, quote: Quote, { kind, live, items }: RunningTerms): Promise<OperationResult> {
    const request = { kind, subscriptionId: live.stripeSubscriptionId, items, prorationDate: quote.prorationDate };
    const call = async (key: string): Promise<OperationResult> => {
      await this.clear(live, key);
      const { isPending, invoiceId, payUrl } = await this.changes.upgrade(
        { ...request, prorationDate: new Date(quote.prorationDate) },
        key,
      );
      return { outcome: isPending ? 'payment_required' : 'changed', invoiceId, url: isPending ? payUrl : null };
    };
    return this.operations.run(tenantId, { intent: INTENT, group: groupOf(quote), request, call });
  }

  /** Sets the end of the paid period as the end of the subscription. */
  async cancel(tenantId: TenantId, live: SubscriptionRecord, { reason, comment }: CancelSubscription): Promise<void> {
    await this.write(tenantId, { live, what: 'cancel', request: { reason, comment } }, async (key) => {
      await this.stripe.cancelAtPeriodEnd(live.stripeSubscriptionId, { feedback: reason, comment }, key);
    });
  }

  /** Takes back what is set for the end of the paid period. */
  async resume(tenantId: TenantId, live: SubscriptionRecord): Promise<void> {
    await this.write(tenantId, { live, what: 'resume', request: {} }, (key) => this.clear(live, key));
  }

  private async clear(live: SubscriptionRecord, key: string): Promise<void> {
    if (live.cancelAtPeriodEnd) await this.stripe.resume(live.stripeSubscriptionId, `${key}:resume`);
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
        await send(key);
        return {};
      },
    });
  }
}

const groupOf = (quote: Quote): string => `change:${sha256(JSON.stringify(quote)).toString('base64url')}`;
