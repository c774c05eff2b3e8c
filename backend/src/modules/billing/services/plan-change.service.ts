import { Injectable } from '@nestjs/common';
import type { ChangePlan, PlanChange, PreviewChange } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { OperationResult } from '../domain/stripe-operation.js';
import { BillingRefresh } from './billing-refresh.service.js';
import { ChangePreviews } from './change-preview.service.js';
import { ChangeTermsReader } from './change-terms.service.js';
import { CheckoutService } from './checkout.service.js';
import { PreviewTokens, type Quote } from './preview-token.js';
import { SubscriptionWrites } from './subscription-writes.service.js';

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
    if (quote?.from && quote.tier === wanted.tier && quote.interval === wanted.interval) return this.makeQuoted(actor, quote, quote.from);
    const { kind, to } = await this.terms.of(actor.tenantId, wanted);
    if (kind === 'checkout') return this.buy(actor, await this.checkout.start(actor, to));
    throw previewToken === undefined ? new DomainError('billing.preview_required') : await this.stale(actor.tenantId, wanted);
  }

  private async buy(actor: Actor, url: string): Promise<PlanChange> {
    return { outcome: 'checkout', url, subscription: await this.refresh.now(actor) };
  }

  private async makeQuoted(actor: Actor, quote: Quote, { subscriptionId }: NonNullable<Quote['from']>): Promise<PlanChange> {
    const result = (await this.writes.changed(actor.tenantId, quote)) ?? (await this.make(actor.tenantId, quote));
    const target = { subscriptionId, invoiceId: result['invoiceId'] ?? null };
    return { outcome: outcomeOf(result), url: result['url'] ?? null, subscription: await this.refresh.after(actor, target) };
  }

  /** A second click that comes while the first is at Stripe sees a subscription that has moved on: what it asked for is done. */
  private async make(tenantId: TenantId, quote: Quote): Promise<OperationResult> {
    const confirmed = await this.confirmed(tenantId, quote);
    if (!(confirmed instanceof DomainError)) return this.writes.change(tenantId, quote, confirmed);
    const made = await this.writes.changed(tenantId, quote);
    if (made) return made;
    throw confirmed;
  }

  private async confirmed(tenantId: TenantId, quote: Quote) {
    try {
      return (await this.previews.confirm(tenantId, quote)) ?? (await this.stale(tenantId, quote));
    } catch (error) {
      if (error instanceof DomainError) return error;
      throw error;
    }
  }

  private async stale(tenantId: TenantId, { tier, interval }: PreviewChange): Promise<DomainError> {
    return new DomainError('billing.preview_stale').carrying({ preview: await this.previews.preview(tenantId, { tier, interval }) });
  }
}

function outcomeOf(result: OperationResult): Outcome {
  const outcome = OUTCOMES.find((one) => one === result['outcome']);
  if (!outcome) throw new Error(`a change of plan ended in ${String(result['outcome'])}`);
  return outcome;
}
