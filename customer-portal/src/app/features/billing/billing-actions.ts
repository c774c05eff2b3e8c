import { DOCUMENT } from '@angular/common';
import { Injectable, inject, signal } from '@angular/core';
import type { OpenPortal } from '@orbisvoice/shared-dto';
import { ApiProblem } from '@orbisvoice/shared-ui/core';
import { ToastService } from '@orbisvoice/shared-ui/feedback';
import { PLAN_LABELS } from '../../core/plan-labels';
import { BillingStore } from './billing.store';
import { C } from './change.strings';
import { PaymentWaitStore } from './payment-wait.store';
import type { WantedPlan } from './payment-wait';

type BusyWith = OpenPortal['flow'] | 'resume';

/** Deeds that several billing pages offer. Each says what is under way, and a refusal becomes a toast. */
@Injectable()
export class BillingActions {
  private readonly store = inject(BillingStore);
  private readonly payments = inject(PaymentWaitStore);
  private readonly toasts = inject(ToastService);
  private readonly window = inject(DOCUMENT).defaultView;
  readonly busyWith = signal<BusyWith | null>(null);

  /** Leaves for the payment provider's page. The address is a secret made for this click. */
  async openPortal(flow: OpenPortal['flow']): Promise<void> {
    const url = await this.attempt(flow, () => this.store.portalUrl(flow));
    if (url) this.leaveFor(url);
  }

  /** Takes back a cancellation or a scheduled change, and says `done`. */
  async resume(done: string): Promise<void> {
    if (await this.attempt('resume', () => this.store.resume())) this.toasts.show({ text: done });
  }

  /** Waits for a payment begun elsewhere, and says so when it has arrived. Resolves to whether it has. */
  async awaitPayment(wanted?: WantedPlan): Promise<boolean> {
    const now = await this.attempt(null, () => this.payments.wait(wanted));
    if (now) this.toasts.show({ text: C.wait.done(PLAN_LABELS[now.tier]) });
    return now !== null;
  }

  leaveFor(url: string): void {
    this.window?.location.assign(url);
  }

  /** What the task resolves to, or null after a refusal. */
  async attempt<R>(what: BusyWith | null, task: () => Promise<R>): Promise<R | null> {
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
