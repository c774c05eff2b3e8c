import { Injectable } from '@nestjs/common';
import type { ChangePlan, PlanChange } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { isChangeBegun } from '../domain/plan-change.js';
import type { OperationResult } from '../domain/stripe-operation.js';
import { BillingRefresh } from './billing-refresh.service.js';
import type { BillingTarget } from './billing-snapshot.js';
import { ChangePreviews } from './change-preview.service.js';
import { ChangeTermsReader, type WantedChange } from './change-terms.service.js';
import { CheckoutService } from './checkout.service.js';
import { PreviewTokens, type Quote } from './preview-token.js';
import { SubscriptionWrites, type RunningQuote } from './subscription-writes.service.js';

type Outcome = PlanChange['outcome'];
const OUTCOMES: readonly Outcome[] = ['changed', 'scheduled', 'payment_required'];

/** What came of a change at Stripe, and what to look at there. */
export interface MadeChange {
  readonly outcome: Outcome;
  readonly url: string | null;
  readonly target: BillingTarget;
}

/** Going to another plan: to Stripe's page for a first one, else exactly as it was previewed (docs/decisions/0016). */
@Injectable()
export class PlanChanges {
  constructor(
    private readonly terms: ChangeTermsReader,
    private readonly previews: ChangePreviews,
    private readonly tokens: PreviewTokens,
    private readonly checkout: CheckoutService,
    private readonly writes: SubscriptionWrites,
    private readonly refresh: BillingRefresh,
  ) {}

  /**
   * @throws DomainError `billing.preview_required` without a token on a paid plan; `billing.preview_stale`, with a new preview, when what
   * was shown would not be what is charged; else see `ChangeTermsReader.of`
   */
  async change(actor: Actor, { previewToken, ...wanted }: ChangePlan): Promise<PlanChange> {
    const quote = previewToken === undefined ? null : this.tokens.open(actor.tenantId, previewToken);
    if (isRunning(quote) && quote.tier === wanted.tier && quote.interval === wanted.interval) return this.makeQuoted(actor, quote);
    const { kind, to } = await this.terms.of(actor.tenantId, wanted);
    if (kind === 'checkout') return this.buy(actor, await this.checkout.start(actor, to));
    throw previewToken === undefined ? new DomainError('billing.preview_required') : await this.stale(actor.tenantId, wanted);
  }

  /**
   * Makes the change a token quotes, for staff: at the moment they chose. Whoever asked looks at Stripe and tells of it.
   * @throws DomainError as `change`, and `billing.preview_stale` for a token that quotes something else
   */
  async makeFor(tenantId: TenantId, wanted: WantedChange, previewToken: string): Promise<MadeChange> {
    const quote = this.tokens.open(tenantId, previewToken);
    const isQuoted = quote?.tier === wanted.tier && quote.interval === wanted.interval && quote.timing === wanted.timing;
    if (!isRunning(quote) || !isQuoted) throw await this.stale(tenantId, wanted);
    return this.madeOf(tenantId, quote);
  }

  private async buy(actor: Actor, url: string): Promise<PlanChange> {
    return { outcome: 'checkout', url, subscription: await this.refresh.now(actor) };
  }

  private async makeQuoted(actor: Actor, quote: RunningQuote): Promise<PlanChange> {
    const { outcome, url, target } = await this.madeOf(actor.tenantId, quote);
    return { outcome, url, subscription: await this.refresh.after(actor, target) };
  }

  private async madeOf(tenantId: TenantId, quote: RunningQuote): Promise<MadeChange> {
    const result = (await this.writes.changed(tenantId, quote)) ?? (await this.make(tenantId, quote));
    const target = { subscriptionId: quote.from.subscriptionId, invoiceId: result['invoiceId'] ?? null };
    return { outcome: outcomeOf(result), url: result['url'] ?? null, target };
  }

  /** A second click that meets the first in the middle of its work sees a quote that does not hold any more: the first has the answer. */
  private async make(tenantId: TenantId, quote: RunningQuote): Promise<OperationResult> {
    try {
      return await this.writes.change(tenantId, quote, (isRepeat) => this.check(tenantId, quote, isRepeat));
    } catch (error) {
      const made = error instanceof DomainError ? await this.writes.changed(tenantId, quote) : null;
      if (made) return made;
      throw error;
    }
  }

  /** A repeat of what happened already finds a subscription that is not what was quoted from: it is where the quote goes. */
  private async check(tenantId: TenantId, quote: RunningQuote, isRepeat: boolean): Promise<void> {
    const refusal = await this.refusalOf(tenantId, quote, isRepeat);
    if (!refusal) return;
    const live = isRepeat ? await this.terms.live(tenantId) : null;
    if (!live || !isChangeBegun(live, { ...quote, planCode: quote.tier })) throw refusal;
  }

  private async refusalOf(tenantId: TenantId, quote: RunningQuote, isRepeat: boolean): Promise<DomainError | null> {
    try {
      return (await this.previews.confirm(tenantId, quote, isRepeat)) ? null : await this.stale(tenantId, quote);
    } catch (error) {
      if (error instanceof DomainError) return error;
      throw error;
    }
  }

  private async stale(tenantId: TenantId, { tier, interval, timing }: WantedChange): Promise<DomainError> {
    return new DomainError('billing.preview_stale').carrying({
      preview: await this.previews.preview(tenantId, { tier, interval, timing }),
    });
  }
}

/** Whether it quotes a change of what runs, and not a first payment. */
const isRunning = (quote: Quote | null): quote is RunningQuote => quote !== null && quote.from !== null;

function outcomeOf(result: OperationResult): Outcome {
  const outcome = OUTCOMES.find((one) => one === result['outcome']);
  if (!outcome) throw new Error(`a change of plan ended in ${String(result['outcome'])}`);
  return outcome;
}
