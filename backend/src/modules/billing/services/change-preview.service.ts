import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import type { ChangePreview } from '@orbisvoice/shared-dto';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { Clock } from '../../../platform/clock/clock.js';
import { sha256 } from '../../../platform/crypto/tokens.js';
import { oneIntervalAfter, prorationDate } from '../domain/plan-change.js';
import type { SubscriptionRecord } from '../domain/subscription-record.js';
import { chargeOf, toPreviewedInvoice, type PreviewedInvoice } from '../stripe/preview.mapper.js';
import { StripeChangeGateway } from '../stripe/stripe-change.gateway.js';
import { ChangeTermsReader, type ChangeTerms, type TargetPrice, type WantedChange } from './change-terms.service.js';
import { FirstPaymentPreview } from './first-payment-preview.service.js';
import { PlanLimits } from './plan-limits.service.js';
import { PreviewTokens, type Quote } from './preview-token.js';

/** Terms of a change to a subscription that runs. */
export type RunningTerms = ChangeTerms & { readonly kind: 'upgrade' | 'downgrade'; readonly live: SubscriptionRecord };

/** What a change comes to, before it is signed. */
type Reckoning = Pick<ChangePreview, 'kind' | 'effectiveAt' | 'prorationDate' | 'next' | 'trialEndsAt'> & {
  readonly from: SubscriptionRecord | null;
  readonly invoice: PreviewedInvoice;
};

/** What a change would cost and when: reckoned by Stripe, signed by us, so that it can be charged exactly so. */
@Injectable()
export class ChangePreviews {
  constructor(
    private readonly terms: ChangeTermsReader,
    private readonly stripe: StripeChangeGateway,
    private readonly firstPayment: FirstPaymentPreview,
    private readonly limits: PlanLimits,
    private readonly tokens: PreviewTokens,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError see `ChangeTermsReader.of` */
  async preview(tenantId: TenantId, wanted: WantedChange): Promise<ChangePreview> {
    const terms = await this.terms.of(tenantId, wanted);
    const reckoning = isRunning(terms) ? await this.reckonChange(terms) : await this.reckonStart(tenantId, terms.to);
    const limits = await this.limits.compare(tenantId, wanted.tier);
    return this.sign(tenantId, { wanted, terms, limits, ...reckoning });
  }

  /**
   * What a quote stands for, reckoned again from the same moment. `isRepeat`: what was set for the end of the period may be taken back already,
   * because that comes first.
   * @returns null when it would not be the same any more
   * @throws DomainError see `ChangeTermsReader.of`
   */
  async confirm(tenantId: TenantId, quote: Quote, isRepeat: boolean): Promise<RunningTerms | null> {
    const terms = await this.terms.of(tenantId, quote);
    if (!isRunning(terms) || !isFrom(quote, terms, isRepeat)) return null;
    if (terms.kind === 'downgrade') return terms;
    const invoice = await this.charge(terms, new Date(quote.prorationDate));
    return invoice.amountDue === quote.amountDue && digestOf(invoice) === quote.charge ? terms : null;
  }

  private async reckonStart(tenantId: TenantId, to: TargetPrice): Promise<Reckoning> {
    const { invoice, at, amountDue, next, trialEndsAt } = await this.firstPayment.preview(tenantId, to);
    return {
      kind: 'checkout',
      from: null,
      invoice: { ...invoice, amountDue },
      effectiveAt: at.toISOString(),
      prorationDate: null,
      next,
      trialEndsAt: trialEndsAt?.toISOString() ?? null,
    };
  }

  private async reckonChange(terms: RunningTerms): Promise<Reckoning> {
    const { live, to, kind } = terms;
    const at = prorationDate(live, this.clock.now());
    const [now, renewal] = await Promise.all([kind === 'upgrade' ? this.charge(terms, at) : null, this.charge(terms, null)]);
    const effectiveAt = now ? at : live.currentPeriodEnd;
    const next = now && live.interval === to.interval ? live.currentPeriodEnd : oneIntervalAfter(effectiveAt, to.interval);
    return {
      kind,
      from: live,
      invoice: now ?? (live.interval === to.interval ? renewal : movedTo(renewal, effectiveAt, next)),
      effectiveAt: effectiveAt.toISOString(),
      prorationDate: now ? at.toISOString() : null,
      next: { at: next.toISOString(), amount: renewal.total },
      trialEndsAt: live.status === 'trialing' ? (live.trialEnd?.toISOString() ?? null) : null,
    };
  }

  /** @param at from when the difference is charged at once; null for the period that follows */
  private async charge({ live, items }: RunningTerms, at: Date | null): Promise<PreviewedInvoice> {
    return toPreviewedInvoice(await this.stripe.preview({ subscriptionId: live.stripeSubscriptionId, items, prorationDate: at }));
  }

  private sign(
    tenantId: TenantId,
    {
      wanted,
      terms,
      from,
      invoice,
      limits,
      ...rest
    }: Reckoning & { wanted: WantedChange; terms: ChangeTerms; limits: ChangePreview['limits'] },
  ): ChangePreview {
    const expiresAt = this.tokens.expiry().toISOString();
    const token = this.tokens.seal({
      tenantId,
      kind: terms.kind,
      from: from && fromOf(from),
      ...wanted,
      priceId: terms.to.id,
      items: [...terms.items],
      prorationDate: rest.prorationDate ?? rest.effectiveAt,
      amountDue: invoice.amountDue,
      charge: digestOf(invoice),
      expiresAt,
    });
    return {
      ...rest,
      from: from && { tier: from.planCode, interval: from.interval, price: from.price },
      to: { tier: wanted.tier, interval: wanted.interval, price: terms.to.amount },
      ...invoice,
      lines: [...invoice.lines],
      limits,
      token,
      expiresAt,
    };
  }
}

const isRunning = (terms: ChangeTerms): terms is RunningTerms => terms.live !== null && terms.kind !== 'checkout';

const fromOf = (live: SubscriptionRecord): NonNullable<Quote['from']> => ({
  subscriptionId: live.stripeSubscriptionId,
  priceId: live.stripePriceId,
  periodEnd: live.currentPeriodEnd.toISOString(),
  scheduleId: live.stripeScheduleId,
  isEnding: live.cancelAtPeriodEnd,
});

/** Whether nothing moved since the quote: same subscription, price, period and end, same price to go to, same items. */
function isFrom({ kind, from, priceId, items }: Quote, terms: RunningTerms, isRepeat: boolean): boolean {
  const is = fromOf(terms.live);
  const isSame = isDeepStrictEqual(from, is) || (isRepeat && isDeepStrictEqual({ ...from, scheduleId: null, isEnding: false }, is));
  return isSame && kind === terms.kind && priceId === terms.to.id && isDeepStrictEqual(items, terms.items);
}

const digestOf = (invoice: PreviewedInvoice): string => sha256(chargeOf(invoice)).toString('base64url');

/** Stripe previews another interval as if it began today; what is charged is the same when it begins at the end of the paid period. */
const movedTo = (invoice: PreviewedInvoice, start: Date, end: Date): PreviewedInvoice => ({
  ...invoice,
  lines: invoice.lines.map((line) =>
    line.isProration ? line : { ...line, periodStart: start.toISOString(), periodEnd: end.toISOString() },
  ),
});
