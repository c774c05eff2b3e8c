import { Injectable } from '@nestjs/common';
import type { ChangePlan, PlanChange, PreviewChange } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { isChangeMade } from '../domain/plan-change.js';
import type { OperationResult } from '../domain/stripe-operation.js';
import type { SubscriptionRecord } from '../domain/subscription-record.js';
import { BillingRefresh } from './billing-refresh.service.js';
import { ChangePreviews } from './change-preview.service.js';
import { ChangeTermsReader } from './change-terms.service.js';
import { CheckoutService } from './checkout.service.js';
import { PreviewTokens, type Quote } from './preview-token.js';
import { SubscriptionWrites, type QuoteCheck, type RunningQuote } from './subscription-writes.service.js';

type Outcome = PlanChange['outcome'];
const OUTCOMES: readonly Outcome[] = ['changed', 'scheduled', 'payment_required'];

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

  private async buy(actor: Actor, url: string): Promise<PlanChange> {
    return { outcome: 'checkout', url, subscription: await this.refresh.now(actor) };
  }

  private async makeQuoted(actor: Actor, quote: RunningQuote): Promise<PlanChange> {
    const { tenantId } = actor;
    const check: QuoteCheck = (isRepeat) => this.check(tenantId, quote, isRepeat);
    const result = (await this.writes.changed(tenantId, quote)) ?? (await this.writes.change(tenantId, quote, check));
    const target = { subscriptionId: quote.from.subscriptionId, invoiceId: result['invoiceId'] ?? null };
    return { outcome: outcomeOf(result), url: result['url'] ?? null, subscription: await this.refresh.after(actor, target) };
  }

  /** A repeat of what was made already finds a subscription that has moved on: it did not move away, it is where the quote goes. */
  private async check(tenantId: TenantId, quote: RunningQuote, isRepeat: boolean): Promise<SubscriptionRecord | null> {
    const confirmed = await this.confirmed(tenantId, quote);
    if (!(confirmed instanceof DomainError)) return confirmed;
    const live = isRepeat ? await this.terms.live(tenantId) : null;
    if (live && isChangeMade(live, { ...quote, planCode: quote.tier })) return null;
    throw confirmed;
  }

  private async confirmed(tenantId: TenantId, quote: RunningQuote): Promise<SubscriptionRecord | DomainError> {
    try {
      return (await this.previews.confirm(tenantId, quote))?.live ?? (await this.stale(tenantId, quote));
    } catch (error) {
      if (error instanceof DomainError) return error;
      throw error;
    }
  }

  private async stale(tenantId: TenantId, { tier, interval }: PreviewChange): Promise<DomainError> {
    return new DomainError('billing.preview_stale').carrying({ preview: await this.previews.preview(tenantId, { tier, interval }) });
  }
}

/** Whether it quotes a change of what runs, and not a first payment. */
const isRunning = (quote: Quote | null): quote is RunningQuote => quote !== null && quote.from !== null;

function outcomeOf(result: OperationResult): Outcome {
  const outcome = OUTCOMES.find((one) => one === result['outcome']);
  if (!outcome) throw new Error(`a change of plan ended in ${String(result['outcome'])}`);
  return outcome;
}
