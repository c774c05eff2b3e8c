import { DestroyRef, Injectable, inject, signal } from '@angular/core';
import type { ChangePreview, PlanChange, PreviewChange } from '@orbisvoice/shared-dto';
import { ApiProblem, Clock, SessionStore } from '@orbisvoice/shared-ui/core';
import { BillingStore } from './billing.store';
import { previewDifferences } from './preview-words';

/** The longest a browser's timer can wait. */
const TIMER_MAX_MS = 2_147_483_647;

/** One change of plan, from the question what it costs to the answer. Nobody is charged what is not on the screen. */
@Injectable()
export class ChangeStore {
  private readonly billing = inject(BillingStore);
  private readonly clock = inject(Clock);
  private readonly timeZone = inject(SessionStore).timeZone;
  private target: PreviewChange | null = null;
  private expiry: ReturnType<typeof setTimeout> | undefined;

  readonly preview = signal<ChangePreview | null>(null);
  readonly isAsking = signal(false);
  readonly isSending = signal(false);
  readonly problem = signal<ApiProblem | null>(null);
  /** What a renewed preview changed: null when it was not renewed, empty when it came out the same. */
  readonly differences = signal<readonly string[] | null>(null);
  /** The change is made but for its payment. */
  readonly unpaid = signal<PlanChange | null>(null);

  constructor() {
    inject(DestroyRef).onDestroy(() => clearTimeout(this.expiry));
  }

  /** Asks what going to `target` costs. Asked again for the same target, it says what has changed. */
  async ask(target: PreviewChange): Promise<void> {
    this.target = target;
    this.isAsking.set(true);
    this.problem.set(null);
    try {
      this.show(await this.billing.preview(target));
    } catch (error) {
      this.preview.set(null);
      this.problem.set(ApiProblem.from(error));
    } finally {
      this.isAsking.set(false);
    }
  }

  /** Makes the change that is shown. Resolves to null when it was refused, or when the amounts have to be looked at again. */
  async confirm(): Promise<PlanChange | null> {
    const { target } = this;
    const shown = this.preview();
    if (!target || !shown || this.isSending()) return null;
    if (Date.parse(shown.expiresAt) <= this.clock.now()) return this.askAgain(target);
    this.isSending.set(true);
    this.problem.set(null);
    try {
      return await this.billing.change({ ...target, previewToken: shown.token });
    } catch (error) {
      const problem = ApiProblem.from(error);
      if (problem.code === 'billing.preview_stale') return await this.askAgain(target);
      this.problem.set(problem);
      return null;
    } finally {
      this.isSending.set(false);
    }
  }

  private async askAgain(target: PreviewChange): Promise<null> {
    await this.ask(target);
    return null;
  }

  private show(next: ChangePreview): void {
    const before = this.preview();
    this.differences.set(before && previewDifferences(before, next, this.timeZone()));
    this.preview.set(next);
    clearTimeout(this.expiry);
    const left = Date.parse(next.expiresAt) - this.clock.now();
    const { target } = this;
    if (target && left > 0 && left < TIMER_MAX_MS) this.expiry = setTimeout(() => void this.renew(target), left);
  }

  /** The token has run out while the dialog stood open. A change under way is left alone: it settles it. */
  private async renew(target: PreviewChange): Promise<void> {
    if (!this.isSending() && !this.unpaid()) await this.ask(target);
  }
}
