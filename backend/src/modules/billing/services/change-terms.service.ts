import { Injectable } from '@nestjs/common';
import type { PreviewChange } from '@orbisvoice/shared-dto';
import type { BillingInterval, ChangeTiming, PlanCode } from '@orbisvoice/shared-dto/values';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { Clock } from '../../../platform/clock/clock.js';
import { Config } from '../../../platform/config/config.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { changeKind, changeRefusal, timedKind, type ChangeKind } from '../domain/plan-change.js';
import { isLive, type SubscriptionRecord } from '../domain/subscription-record.js';
import type { ItemChange } from '../stripe/stripe-change.gateway.js';
import { StripeCatalogueGateway } from '../stripe/stripe-catalogue.gateway.js';
import { StripeGateway } from '../stripe/stripe.gateway.js';
import { toSubscriptionRecord } from '../stripe/subscription.mapper.js';
import { SubscriptionService } from './subscription.service.js';
import { UnheardPurchase } from './unheard-purchase.service.js';

/** The plan to go to; staff also say when, customers by which way they go. */
export type WantedChange = PreviewChange & { readonly timing?: ChangeTiming | undefined };

/** The price to go to. */
export interface TargetPrice {
  readonly id: string;
  readonly planCode: PlanCode;
  readonly interval: BillingInterval;
  /** Minor units per interval. */
  readonly amount: number;
  readonly currency: string;
}

/** Where a change begins and where it goes. */
export interface ChangeTerms {
  readonly kind: Exclude<ChangeKind, 'none'>;
  /** The running subscription as Stripe has it at this moment; null on the free plan. */
  readonly live: SubscriptionRecord | null;
  readonly to: TargetPrice;
  /** The subscription's items as they shall be. */
  readonly items: readonly ItemChange[];
}

/** Finds out what a change of plan would mean. Reads Stripe: our copy may be a moment behind, and money depends on it. */
@Injectable()
export class ChangeTermsReader {
  constructor(
    private readonly subscriptions: SubscriptionService,
    private readonly stripe: StripeGateway,
    private readonly catalogue: StripeCatalogueGateway,
    private readonly unheard: UnheardPurchase,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** The running subscription as Stripe has it; null when there is none, or it ended meanwhile. */
  async live(tenantId: TenantId): Promise<SubscriptionRecord | null> {
    const known = (await this.known(tenantId)) ?? ((await this.unheard.takeIn(tenantId)) ? await this.known(tenantId) : null);
    if (!known) return null;
    const now = this.clock.now();
    const live = toSubscriptionRecord(await this.stripe.subscription(known.stripeSubscriptionId), { ...known, now });
    return isLive(live) ? live : null;
  }

  /**
   * @throws DomainError `billing.plan_not_found`, `billing.already_on_plan`, `billing.change_pending`, `billing.change_not_possible` or
   * `billing.currency_mismatch`
   */
  async of(tenantId: TenantId, wanted: WantedChange): Promise<ChangeTerms> {
    const [live, to] = await Promise.all([this.live(tenantId), this.target(wanted)]);
    const kind = timedKind(changeKind(live, to), wanted.timing);
    if (kind === 'none') throw new DomainError('billing.already_on_plan', { tier: to.planCode });
    const refusal = live && changeRefusal(live, to);
    if (live && refusal) throw new DomainError(refusal, { tier: live.planCode, status: live.status });
    return { kind, live, to, items: live ? await this.items(live, to) : [] };
  }

  private async known(tenantId: TenantId): Promise<SubscriptionRecord | null> {
    return (await this.subscriptions.all(tenantId)).find(isLive) ?? null;
  }

  private async target({ tier, interval }: PreviewChange): Promise<TargetPrice> {
    if (interval === 'year' && !this.config.billing.isYearlySold) throw new DomainError('billing.plan_not_found', { tier, interval });
    const price = await this.catalogue.priceOf(tier, interval);
    return { id: price.id, planCode: tier, interval, amount: price.unit_amount ?? 0, currency: price.currency };
  }

  /**
   * The plan's item, and with it the metered one for conversations beyond the limit: it costs what the new plan says. A metered item keeps
   * its price, so it goes, with what it still has to bill, and another one comes.
   */
  private async items(live: SubscriptionRecord, to: TargetPrice): Promise<ItemChange[]> {
    const plan = { id: live.stripeItemId, price: to.id };
    const id = live.stripeOverageItemId;
    if (id === null) return [plan];
    const overage = await this.catalogue.overagePriceOf(to.planCode, to.interval);
    return [plan, { id, deleted: true }, ...(overage ? [{ price: overage.id }] : [])];
  }
}
