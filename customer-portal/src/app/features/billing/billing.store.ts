import { DestroyRef, Injectable, computed, inject, signal } from '@angular/core';
import type { CancelSubscription, InvoicePage, Subscription, Tier, TierList, UsageHistory } from '@orbisvoice/shared-dto';
import type { PlanCode } from '@orbisvoice/shared-dto/values';
import type { ChartPoint } from '@orbisvoice/shared-ui/charts';
import { ApiProblem, SessionStore, apiResource, urlState } from '@orbisvoice/shared-ui/core';
import { formatDay } from '@orbisvoice/shared-ui/format';
import { BillingApi } from './billing.api';
import { isConfirmed, wantedPlan } from './checkout-wait';

const POLL_MS = 1_500;
const POLLS = 40;

export type Confirmation = 'idle' | 'waiting' | 'slow';

/** Plan, usage and invoices; and the wait for the payment provider's word after Checkout. */
@Injectable()
export class BillingStore {
  private readonly api = inject(BillingApi);
  private readonly session = inject(SessionStore);
  private isAlive = true;

  readonly url = urlState({ page: 1 });
  readonly tiers = apiResource<TierList>(() => this.api.tiers());
  readonly subscription = apiResource<Subscription>(() => this.api.subscription());
  readonly invoices = apiResource<InvoicePage>(() => this.api.invoices(this.url.value().page));
  readonly history = apiResource<UsageHistory>(() => this.api.history());
  readonly confirmation = signal<Confirmation>('idle');

  readonly points = computed<ChartPoint[]>(() =>
    (this.history.value()?.items ?? []).map(({ day, count }) => ({ label: formatDay(day), value: count })),
  );
  readonly currentTier = computed<Tier | undefined>(() => this.tiers.value()?.items.find(({ isCurrent }) => isCurrent));

  constructor() {
    inject(DestroyRef).onDestroy(() => (this.isAlive = false));
  }

  /** The hosted page to send the browser to. */
  async startCheckout(tier: Exclude<PlanCode, 'free'>): Promise<string | null> {
    const { url } = await this.api.change({ tier, interval: 'month' });
    wantedPlan.remember(tier);
    return url;
  }

  async portalUrl(): Promise<string> {
    return (await this.api.portal()).url;
  }

  async cancel(body: CancelSubscription): Promise<Subscription> {
    const subscription = await this.api.cancel(body);
    this.subscription.set(subscription);
    return subscription;
  }

  async resume(): Promise<void> {
    this.subscription.set(await this.api.resume());
  }

  /** Asks until the ledger agrees with the return from Checkout; the browser's word is never enough. Resolves to the plan, or null. */
  async awaitPayment(): Promise<PlanCode | null> {
    const wanted = wantedPlan.recall();
    this.confirmation.set('waiting');
    for (let poll = 0; poll < POLLS && this.isAlive; poll++) {
      const now = await this.ask();
      if (now && isConfirmed(now, wanted)) return this.confirmed(now);
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
    this.confirmation.set('slow');
    return null;
  }

  private async confirmed(now: Subscription): Promise<PlanCode> {
    wantedPlan.forget();
    this.confirmation.set('idle');
    this.subscription.set(now);
    this.tiers.reload();
    this.invoices.reload();
    this.session.updateMe(await this.api.me());
    return now.tier;
  }

  /** A failed poll is only a poll less; the page shows the state it has. */
  private async ask(): Promise<Subscription | null> {
    try {
      return await this.api.currentSubscription();
    } catch (error) {
      if (ApiProblem.from(error).status === 401) throw error;
      return null;
    }
  }
}
