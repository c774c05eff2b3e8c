import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../platform/access/actor.js';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { Clock } from '../../../platform/clock/clock.js';
import { Config } from '../../../platform/config/config.js';
import { sha256 } from '../../../platform/crypto/tokens.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { OperationResult } from '../domain/stripe-operation.js';
import { trialDaysFor } from '../domain/trial.js';
import { StripeCheckoutGateway, type CheckoutRequest } from '../stripe/stripe-checkout.gateway.js';
import type { TargetPrice } from './change-terms.service.js';
import { StripeCustomers } from './stripe-customers.service.js';
import { StripeOperations } from './stripe-operations.service.js';
import { SubscriptionService } from './subscription.service.js';

const INTENT = 'checkout';
/** Within it, a double click or a second tab gets the page of the first. */
const SAME_ATTEMPT_MS = 10 * 60_000;
/** Pages of one attempt that were paid or given up meanwhile. */
const PAGES_PER_ATTEMPT = 20;
const DIGEST_LENGTH = 16;

/** Sends the owner to Stripe's page to buy a first plan. What they do there comes back as events, never with the browser. */
@Injectable()
export class CheckoutService {
  constructor(
    private readonly stripe: StripeCheckoutGateway,
    private readonly customers: StripeCustomers,
    private readonly subscriptions: SubscriptionService,
    private readonly operations: StripeOperations,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /**
   * The hosted page that sells a plan to a tenant on the free one. One page can be paid at a time: a new one closes the others.
   * @throws DomainError `billing.currency_mismatch` when the customer was billed in another currency before
   */
  async start({ tenantId }: Actor, to: TargetPrice): Promise<string> {
    const request = await this.request(tenantId, to);
    // other terms (the trial is used up, a setting changed) are another page
    const terms = sha256(JSON.stringify(request)).toString('base64url').slice(0, DIGEST_LENGTH);
    const base = await this.attempt(tenantId, (number) => `${to.id}:${number}:${terms}`);
    let group = base;
    for (let page = 1; page <= PAGES_PER_ATTEMPT; page++) {
      const { isFresh, result } = await this.page(tenantId, { group, request });
      const { sessionId, url } = result;
      if (sessionId && url && (isFresh || (await this.stripe.isOpen(sessionId)))) return url;
      group = `${base}:after:${sessionId}`;
    }
    throw new DomainError('billing.change_pending');
  }

  /**
   * The attempt that a click belongs to. One that began less than ten minutes ago goes on, also past the turn of the ten minutes it is numbered by: a
   * repeat of a page whose answer was lost would otherwise meet it as another one that is under way.
   */
  private async attempt(tenantId: TenantId, groupOf: (number: number) => string): Promise<string> {
    const now = this.clock.now().getTime();
    const number = Math.floor(now / SAME_ATTEMPT_MS);
    const before = groupOf(number - 1);
    const begun = await this.operations.claimedAt(tenantId, { intent: INTENT, group: before });
    return begun !== null && now - begun.getTime() < SAME_ATTEMPT_MS ? before : groupOf(number);
  }

  private async page(
    tenantId: TenantId,
    { group, request }: { readonly group: string; readonly request: CheckoutRequest },
  ): Promise<{ isFresh: boolean; result: OperationResult }> {
    let isFresh = false;
    const result = await this.operations.run(tenantId, {
      intent: INTENT,
      group,
      request,
      call: async (key) => {
        isFresh = true;
        const page = await this.stripe.open(request, key);
        await this.stripe.closeOthers(request.customerId, page.sessionId);
        return page;
      },
    });
    return { isFresh, result };
  }

  private async request(tenantId: TenantId, to: TargetPrice): Promise<CheckoutRequest> {
    const { trialDays, takesPromotionCodes, hasAutomaticTax } = this.config.billing;
    return {
      tenantId,
      customerId: await this.customers.forPurchase(tenantId, to.currency),
      priceId: to.id,
      trialDays: trialDaysFor(await this.subscriptions.all(tenantId), trialDays),
      takesPromotionCodes,
      hasAutomaticTax,
      successUrl: this.billingPage('success'),
      cancelUrl: this.billingPage('canceled'),
    };
  }

  private billingPage(outcome: 'success' | 'canceled'): string {
    return `${this.config.http.publicUrl}/billing?checkout=${outcome}`;
  }
}
