import { DestroyRef, Injectable, inject, signal } from '@angular/core';
import type { Subscription } from '@orbisvoice/shared-dto';
import { ApiProblem } from '@orbisvoice/shared-ui/core';
import { BillingApi } from './billing.api';
import { BillingStore } from './billing.store';
import { isConfirmed, wantedPlan, type WantedPlan } from './payment-wait';

const POLL_MS = 1_500;
/** After 15 s the page says that it takes longer, after 90 s it stops asking. */
const SLOW_AFTER = 10;
const POLLS = 60;

export type WaitPhase = 'idle' | 'waiting' | 'slow' | 'gave_up';

/** The wait for the payment provider's word, after Checkout and after an upgrade that had to be paid by hand. */
@Injectable()
export class PaymentWaitStore {
  private readonly api = inject(BillingApi);
  private readonly billing = inject(BillingStore);
  private turn = 0;
  readonly phase = signal<WaitPhase>('idle');

  constructor() {
    inject(DestroyRef).onDestroy(() => this.turn++);
  }

  /**
   * Asks until the ledger agrees; the browser's word, and the address it came back by, are never enough.
   * Resolves to the plan in force, or to null when there is no confirmation yet or the wait was stopped.
   */
  async wait(wanted: WantedPlan | undefined = wantedPlan.recall()): Promise<Subscription | null> {
    const turn = ++this.turn;
    if (wanted) wantedPlan.remember(wanted);
    this.phase.set('waiting');
    for (let poll = 0; poll < POLLS; poll++) {
      const now = await this.ask();
      if (turn !== this.turn) return null;
      if (now && isConfirmed(now, wanted)) return this.confirmed(now);
      if (now) this.billing.subscription.set(now);
      if (poll === SLOW_AFTER) this.phase.set('slow');
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      if (turn !== this.turn) return null;
    }
    this.phase.set('gave_up');
    return null;
  }

  stop(): void {
    this.turn++;
    wantedPlan.forget();
    this.phase.set('idle');
  }

  private async confirmed(now: Subscription): Promise<Subscription> {
    wantedPlan.forget();
    this.phase.set('idle');
    await this.billing.settle(now);
    return now;
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
