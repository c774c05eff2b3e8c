import { DOCUMENT } from '@angular/common';
import { ChangeDetectionStrategy, Component, computed, inject, input, signal, type OnInit } from '@angular/core';
import { Router } from '@angular/router';
import type { Subscription, Tier } from '@orbisvoice/shared-dto';
import { CONVERSATION_DEFINITION, PLAN_CODES, type PlanCode } from '@orbisvoice/shared-dto/values';
import { OvBarChart } from '@orbisvoice/shared-ui/charts';
import { ApiProblem, SessionStore } from '@orbisvoice/shared-ui/core';
import { OvPager } from '@orbisvoice/shared-ui/data';
import { OvAsync, OvEmpty, OvNotice, OvReady, ToastService } from '@orbisvoice/shared-ui/feedback';
import { formatDate, formatMoney, formatNumber } from '@orbisvoice/shared-ui/format';
import { OvPageHeader } from '@orbisvoice/shared-ui/layout';
import { OvBadge, OvButton, OvCard, OvUsageBar } from '@orbisvoice/shared-ui/ui';
import { PLAN_LABELS } from '../../../core/plan-labels';
import { BillingStore } from '../billing.store';
import { S, SUBSCRIPTION_LABELS } from '../billing.strings';
import { CancelDialog } from '../ui/cancel-dialog';
import { InvoiceTable } from '../ui/invoice-table';
import { PlanCard, type PlanRelation } from '../ui/plan-card';
import { SubscriptionNotices } from '../ui/subscription-notices';

/** Plan, usage, invoices. Paying happens on the provider's pages; what is true is what the API says afterwards. */
@Component({
  selector: 'ov-billing-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    CancelDialog,
    InvoiceTable,
    OvAsync,
    OvBadge,
    OvBarChart,
    OvButton,
    OvCard,
    OvEmpty,
    OvNotice,
    OvPageHeader,
    OvPager,
    OvReady,
    OvUsageBar,
    PlanCard,
    SubscriptionNotices,
  ],
  providers: [BillingStore],
  templateUrl: './billing.page.html',
})
export default class BillingPage implements OnInit {
  /** `success` or `canceled` on return from the hosted page. */
  readonly checkout = input<string>();

  protected readonly store = inject(BillingStore);
  protected readonly session = inject(SessionStore);
  protected readonly s = S;
  protected readonly definition = CONVERSATION_DEFINITION;
  protected readonly statuses = SUBSCRIPTION_LABELS;
  protected readonly plans = PLAN_LABELS;
  protected readonly number = formatNumber;
  protected readonly busyWith = signal<PlanCode | 'portal' | 'resume' | null>(null);
  protected readonly isCanceling = signal(false);
  protected readonly canManage = computed(() => this.session.can('billing.manage'));
  /** A plan is bought from the free one; a paid one ends first. */
  protected readonly canStart = computed(() => this.canManage() && this.store.currentTier()?.code === 'free');
  private readonly router = inject(Router);
  private readonly toasts = inject(ToastService);
  private readonly window = inject(DOCUMENT).defaultView;

  ngOnInit(): void {
    if (this.checkout() === 'success') void this.awaitPayment();
  }

  protected relation({ code, isCurrent }: Tier): PlanRelation {
    const steps = PLAN_CODES.indexOf(code) - PLAN_CODES.indexOf(this.store.subscription.value()?.tier ?? 'free');
    if (isCurrent || steps === 0) return 'current';
    if (steps < 0) return 'lower';
    return steps === 1 ? 'next' : 'higher';
  }

  /** The plan, and its state where there is one. */
  protected badgeOf(now: Subscription): string {
    return now.status === 'none' ? this.plans[now.tier] : `${this.plans[now.tier]} · ${this.statuses[now.status].label}`;
  }

  protected canCancel(now: Subscription): boolean {
    return this.canManage() && now.tier !== 'free' && !now.cancelAtPeriodEnd && now.status !== 'canceled';
  }

  protected isRenewing(now: Subscription): boolean {
    return now.currentPeriodEnd !== null && !now.cancelAtPeriodEnd && now.status === 'active';
  }

  protected date(instant: string | null): string {
    return formatDate(instant, this.session.timeZone());
  }

  protected price(now: Subscription): string {
    return formatMoney(now.priceMonthly, now.currency);
  }

  protected async awaitPayment(): Promise<void> {
    const tier = await this.attempt(null, () => this.store.awaitPayment());
    if (!tier) return;
    this.toasts.show({ text: S.confirming.done(PLAN_LABELS[tier]) });
    await this.router.navigate([], { queryParams: { checkout: null }, queryParamsHandling: 'merge', replaceUrl: true });
  }

  protected async choose({ code }: Tier): Promise<void> {
    if (code === 'free') return;
    this.leaveFor(await this.attempt(code, () => this.store.startCheckout(code)));
  }

  protected async openPortal(): Promise<void> {
    this.leaveFor(await this.attempt('portal', () => this.store.portalUrl()));
  }

  protected async resume(): Promise<void> {
    const isDone = await this.attempt('resume', async () => {
      await this.store.resume();
      return true;
    });
    if (isDone) this.toasts.show({ text: S.kept });
  }

  protected canceled(now: Subscription): void {
    this.isCanceling.set(false);
    this.toasts.show({ text: S.cancel.done(this.date(now.currentPeriodEnd)), undo: () => void this.resume() });
  }

  private leaveFor(url: string | null): void {
    if (url) this.window?.location.assign(url);
  }

  private async attempt<R>(what: PlanCode | 'portal' | 'resume' | null, task: () => Promise<R>): Promise<R | null> {
    this.busyWith.set(what);
    try {
      return await task();
    } catch (error) {
      this.toasts.show({ text: ApiProblem.from(error).sentence, tone: 'danger' });
      return null;
    } finally {
      this.busyWith.set(null);
    }
  }
}
