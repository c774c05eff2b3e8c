import { ChangeDetectionStrategy, Component, computed, effect, inject, input, output } from '@angular/core';
import type { PlanChange, PreviewChange } from '@orbisvoice/shared-dto';
import { SessionStore } from '@orbisvoice/shared-ui/core';
import { OvDialog, OvNotice } from '@orbisvoice/shared-ui/feedback';
import { formatDate, formatMoney } from '@orbisvoice/shared-ui/format';
import { OvButton, OvIcon } from '@orbisvoice/shared-ui/ui';
import { BillingStore } from '../billing.store';
import { ChangeStore } from '../change.store';
import { C } from '../change.strings';
import { confirmLabel } from '../preview-words';
import { ChangeEffects } from './change-effects';
import { PreviewSummary } from './preview-summary';

/** A change of plan: what it costs and changes, by the payment provider's own reckoning, and one button that names the amount. */
@Component({
  selector: 'ov-change-dialog',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [ChangeEffects, OvButton, OvDialog, OvIcon, OvNotice, PreviewSummary],
  providers: [ChangeStore],
  templateUrl: './change-dialog.html',
})
export class ChangeDialog {
  readonly target = input.required<PreviewChange>();
  readonly closed = output<void>();
  /** The change is made, scheduled, or goes on at the hosted page. */
  readonly made = output<PlanChange>();
  /** The person went to pay an upgrade that is made but for its payment. */
  readonly paying = output<void>();

  protected readonly store = inject(ChangeStore);
  protected readonly billing = inject(BillingStore);
  protected readonly s = C;
  private readonly timeZone = inject(SessionStore).timeZone;

  protected readonly heading = computed(() => {
    if (this.store.unpaid()) return C.payment.heading;
    const preview = this.store.preview();
    const name = this.billing.nameOf(this.target().tier);
    if (!preview) return C.headings.loading(name);
    const isSameTier = preview.from?.tier === preview.to.tier;
    return isSameTier ? C.headings.loading(C.plan(name, preview.to.interval)) : C.headings[preview.kind](name);
  });
  protected readonly confirmText = computed(() => {
    const preview = this.store.preview();
    return preview ? confirmLabel(preview, this.timeZone()) : '';
  });
  /** What is left to do when the card could not be charged at once. */
  protected readonly payment = computed(() => {
    const change = this.store.unpaid();
    const pending = change?.subscription.pendingChange;
    const url = change?.url ?? pending?.payUrl;
    if (!change || !url) return null;
    const due = pending?.amountDue ?? this.store.preview()?.amountDue;
    const amount = formatMoney(due, change.subscription.currency);
    return { url, amount, expires: pending ? formatDate(pending.expiresAt, this.timeZone(), 'time') : null };
  });

  constructor() {
    effect(() => void this.store.ask(this.target()));
  }

  protected async confirm(): Promise<void> {
    const change = await this.store.confirm();
    if (!change) return;
    if (change.outcome === 'payment_required') this.store.unpaid.set(change);
    else this.made.emit(change);
  }
}
