import { Injectable, computed, inject, signal } from '@angular/core';
import type {
  CancelSubscription,
  ChangeOverage,
  ChangePlan,
  ChangePreview,
  OpenPortal,
  PlanChange,
  PreviewChange,
  Subscription,
  Tier,
  TierList,
} from '@orbisvoice/shared-dto';
import type { PlanCode } from '@orbisvoice/shared-dto/values';
import { SessionStore, apiResource } from '@orbisvoice/shared-ui/core';
import { PLAN_LABELS } from '../../core/plan-labels';
import { BillingApi } from './billing.api';

/** The plan in force and the plans there are: one read for all billing pages, kept by their frame. */
@Injectable()
export class BillingStore {
  private readonly api = inject(BillingApi);
  private readonly session = inject(SessionStore);

  readonly tiers = apiResource<TierList>(() => this.api.tiers());
  readonly subscription = apiResource<Subscription>(() => this.api.subscription());
  /** How often a payment or a change was confirmed while this frame is open: each brings an invoice, sooner or later than the plan. */
  readonly confirmations = signal(0);
  readonly canManage = computed(() => this.session.can('billing.manage'));
  readonly free = computed(() => this.tier('free'));

  tier(code: PlanCode): Tier | undefined {
    return this.tiers.value()?.items.find((tier) => tier.code === code);
  }

  /** The plan's name as the API words it; the fixed label until the plans are here. */
  nameOf(code: PlanCode): string {
    return this.tier(code)?.name ?? PLAN_LABELS[code];
  }

  preview(body: PreviewChange): Promise<ChangePreview> {
    return this.api.preview(body);
  }

  async change(body: ChangePlan): Promise<PlanChange> {
    const change = await this.api.change(body);
    this.subscription.set(change.subscription);
    return change;
  }

  async cancel(body: CancelSubscription): Promise<Subscription> {
    return this.take(await this.api.cancel(body));
  }

  /** Takes back a cancellation or a scheduled change. */
  async resume(): Promise<Subscription> {
    return this.take(await this.api.resume());
  }

  async changeEmail(email: string): Promise<Subscription> {
    return this.take(await this.api.changeEmail({ email }));
  }

  async changeOverage(body: ChangeOverage): Promise<Subscription> {
    return this.take(await this.api.changeOverage(body));
  }

  async portalUrl(flow: OpenPortal['flow']): Promise<string> {
    return (await this.api.portal(flow)).url;
  }

  /** Puts in what is true now; a changed plan also changes which card is the current one, and the plan in the person's profile. */
  async settle(now: Subscription): Promise<void> {
    this.subscription.set(now);
    this.confirmations.update((count) => count + 1);
    this.tiers.reload();
    this.session.updateMe(await this.api.me());
  }

  private take(now: Subscription): Subscription {
    this.subscription.set(now);
    return now;
  }
}
