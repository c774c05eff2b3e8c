import { ChangeDetectionStrategy, Component, computed, effect, inject, input, signal } from '@angular/core';
import { Router } from '@angular/router';
import { ApiProblem } from '@orbisvoice/shared-ui/core';
import { OvNotice, ToastService } from '@orbisvoice/shared-ui/feedback';
import { OvBadge, OvButton, OvCard } from '@orbisvoice/shared-ui/ui';
import { DetailPage } from '../../../ui/detail-page';
import { JsonView } from '../../../ui/json-view';
import { ReasonDialog } from '../../../ui/reason-dialog';
import { JobStore } from '../job.store';
import { DISCARD_QUESTION, JOB, JOBS, STATE_NAMES, STATE_TONES } from '../queues.strings';
import { JobFacts } from '../ui/job-facts';

/** One job: what it carries, what it failed of, and what to do about it. */
@Component({
  selector: 'oc-job-page',
  imports: [DetailPage, JobFacts, JsonView, OvBadge, OvButton, OvCard, OvNotice, ReasonDialog],
  providers: [JobStore],
  templateUrl: './job.page.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class JobPage {
  /** Both from the address. */
  readonly queue = input.required<string>();
  readonly id = input.required<string>();

  protected readonly words = JOB;
  protected readonly names = STATE_NAMES;
  protected readonly tones = STATE_TONES;
  protected readonly discardQuestion = DISCARD_QUESTION;
  protected readonly store = inject(JobStore);
  protected readonly read = this.store.read;
  private readonly toasts = inject(ToastService);
  private readonly router = inject(Router);
  protected readonly isRetrying = signal(false);
  protected readonly isDiscarding = signal(false);
  protected readonly list = computed(() => `/system/queues/${this.queue()}`);
  protected readonly heading = computed(() => this.read.value()?.event?.name ?? this.read.value()?.name ?? JOB.loading);

  constructor() {
    effect(() => this.store.key.set({ queue: this.queue(), id: this.id() }));
  }

  protected async retry(): Promise<void> {
    this.isRetrying.set(true);
    await this.tell(() => this.store.retry(), JOBS.retried);
    this.isRetrying.set(false);
  }

  /** The job is gone from here: its list shows what is left, and the way back. */
  protected readonly discard = async (reason: string): Promise<void> => {
    const keptAs = await this.store.discard(reason);
    this.toasts.show({ text: JOBS.discarded, undo: () => void this.tell(() => this.store.restore(keptAs), JOBS.restored) });
    await this.router.navigateByUrl(this.list());
  };

  private async tell(deed: () => Promise<void>, text: string): Promise<void> {
    try {
      await deed();
      this.toasts.show({ text });
    } catch (error) {
      this.toasts.show({ text: ApiProblem.from(error).sentence, tone: 'danger' });
    }
  }
}
