import { ChangeDetectionStrategy, Component, computed, inject, input, type OnInit } from '@angular/core';
import { Router } from '@angular/router';
import type { PlanChange, PreviewChange, Subscription, Tier } from '@orbisvoice/shared-dto';
import { BILLING_INTERVALS, PLAN_CODES, type BillingInterval } from '@orbisvoice/shared-dto/values';
import { SessionStore, oneOf, urlState } from '@orbisvoice/shared-ui/core';
import { OvAsync, OvNotice, OvReady, ToastService } from '@orbisvoice/shared-ui/feedback';
import { formatDate } from '@orbisvoice/shared-ui/format';
import { OvCard } from '@orbisvoice/shared-ui/ui';
import { BillingStore } from '../billing.store';
import { S } from '../billing.strings';
import { BillingActions } from '../billing-actions';
import { C } from '../change.strings';
import { isConfirmed, wantedPlan } from '../payment-wait';
import { PaymentWaitStore } from '../payment-wait.store';
import { relationOf } from '../plan-relation';
import { CancelDialog } from '../ui/cancel-dialog';
import { ChangeDialog } from '../ui/change-dialog';
import { CurrentPlan } from '../ui/current-plan';
import { LatestInvoices } from '../ui/latest-invoices';
import { PaymentWaitNotice } from '../ui/payment-wait-notice';
import { PlanPicker } from '../ui/plan-picker';
import { SubscriptionNotices } from '../ui/subscription-notices';
import { UsageCard } from '../ui/usage-card';

/** The plan, its use and the way to another one. The address holds which plan is being looked at. */
@Component({
  selector: 'ov-overview-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    CancelDialog,
    ChangeDialog,
    CurrentPlan,
    LatestInvoices,
    OvAsync,
    OvCard,
    OvNotice,
    OvReady,
    PaymentWaitNotice,
    PlanPicker,
    SubscriptionNotices,
    UsageCard,
  ],
  templateUrl: './overview.page.html',
})
export default class OverviewPage implements OnInit {
  /** How one comes back from the payment provider: a hint to look, never proof. */
  readonly checkout = input<string>();

  protected readonly store = inject(BillingStore);
  protected readonly actions = inject(BillingActions);
  protected readonly payments = inject(PaymentWaitStore);
  protected readonly url = urlState({ interval: '', change: '', cancel: '' });
  protected readonly s = S;
  protected readonly c = C;
  private readonly router = inject(Router);
  private readonly toasts = inject(ToastService);
  private readonly timeZone = inject(SessionStore).timeZone;

  /** By the address, else as the plan in force is paid. */
  protected readonly interval = computed<BillingInterval>(
    () => oneOf(this.url.value().interval, BILLING_INTERVALS) ?? this.store.subscription.value()?.interval ?? 'month',
  );
  protected readonly target = computed<PreviewChange | null>(
    () => {
      const tier = oneOf(this.url.value().change, PLAN_CODES);
      const now = this.store.subscription.value();
      if (!tier || tier === 'free' || !now || !this.store.canManage()) return null;
      return relationOf({ code: tier }, this.interval(), now) === 'current' ? null : { tier, interval: this.interval() };
    },
    // the plan is read again while the dialog stands open: the same question is not asked twice
    { equal: (a, b) => a?.tier === b?.tier && a?.interval === b?.interval },
  );

  ngOnInit(): void {
    if (this.checkout() === 'success') void this.awaitPayment();
  }

  protected canCancel({ tier, status, cancelAtPeriodEnd }: Subscription): boolean {
    return this.store.canManage() && tier !== 'free' && !cancelAtPeriodEnd && status !== 'canceled';
  }

  protected choose({ code }: Tier): void {
    if (code === 'free') this.url.patch({ cancel: '1' });
    else this.url.patch({ change: code, interval: this.interval() });
  }

  protected async awaitPayment(): Promise<void> {
    if (await this.actions.awaitPayment()) await this.forgetReturn();
  }

  protected async stopWaiting(): Promise<void> {
    this.payments.stop();
    await this.forgetReturn();
  }

  protected async made({ outcome, url, subscription }: PlanChange, target: PreviewChange): Promise<void> {
    if (outcome === 'checkout') {
      wantedPlan.remember(target);
      if (url) this.actions.leaveFor(url);
      return;
    }
    this.url.patch({ change: '' });
    const name = C.plan(this.store.nameOf(target.tier), target.interval);
    if (outcome === 'scheduled') {
      const text = C.scheduled(name, formatDate(subscription.scheduledChange?.effectiveAt, this.timeZone()));
      return this.toasts.show({ text, undo: () => void this.actions.resume(C.undone) });
    }
    if (!isConfirmed(subscription, target)) return void (await this.actions.awaitPayment(target));
    await this.actions.attempt(null, () => this.store.settle(subscription));
    this.toasts.show({ text: C.changed(name) });
  }

  /** The payment goes on in another tab; this one waits for what the API says of it. */
  protected paying(plan: PreviewChange | Subscription['pendingChange']): void {
    this.url.patch({ change: '' });
    if (plan) void this.actions.awaitPayment(plan);
  }

  protected canceled(now: Subscription): void {
    this.url.patch({ cancel: '' });
    const text = S.cancel.done(formatDate(now.currentPeriodEnd, this.timeZone()));
    this.toasts.show({ text, undo: () => void this.actions.resume(S.cancel.kept) });
  }

  private async forgetReturn(): Promise<void> {
    await this.router.navigate([], { queryParams: { checkout: null }, queryParamsHandling: 'merge', replaceUrl: true });
  }
}
