import { ChangeDetectionStrategy, Component, computed, effect, inject, input, signal } from '@angular/core';
import { JOB_STATES } from '@orbisvoice/shared-dto/values';
import { ApiProblem } from '@orbisvoice/shared-ui/core';
import { OvLeaveFocus, OvPager } from '@orbisvoice/shared-ui/data';
import { OvEmpty, OvNotice, OvSkeleton, ToastService } from '@orbisvoice/shared-ui/feedback';
import { OvPageHeader } from '@orbisvoice/shared-ui/layout';
import { OvBadge, OvButton, OvCard, OvSearch, OvSelect } from '@orbisvoice/shared-ui/ui';
import { RouterLink } from '@angular/router';
import { offerListKeys } from '../../../core/page-keys';
import { STRINGS } from '../../../core/strings';
import { FilterBar } from '../../../ui/filter-bar';
import { FilterTabs, type FilterTab } from '../../../ui/filter-tabs';
import { Problem } from '../../../ui/problem';
import { ReasonDialog } from '../../../ui/reason-dialog';
import { Refresh } from '../../../ui/refresh';
import { Stale } from '../../../ui/stale';
import type { BulkOrder } from '../bulk.store';
import { JobsStore } from '../jobs.store';
import { QueuesApi } from '../queues.api';
import { BULK, DISCARD_QUESTION, JOBS, QUEUE_TEXTS, QUEUES, STATE_NAMES } from '../queues.strings';
import { BulkDialog } from '../ui/bulk-dialog';
import { DiscardedTable } from '../ui/discarded-table';
import { JobTable } from '../ui/job-table';

/** The jobs of one queue: dead letters first, with what to do about them. */
@Component({
  selector: 'oc-jobs-page',
  imports: [
    BulkDialog,
    DiscardedTable,
    FilterBar,
    FilterTabs,
    JobTable,
    OvBadge,
    OvButton,
    OvCard,
    OvEmpty,
    OvLeaveFocus,
    OvNotice,
    OvPageHeader,
    OvPager,
    OvSearch,
    OvSelect,
    OvSkeleton,
    Problem,
    ReasonDialog,
    Refresh,
    RouterLink,
    Stale,
  ],
  providers: [JobsStore],
  templateUrl: './jobs.page.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class JobsPage {
  /** From the address. */
  readonly queue = input.required<string>();

  protected readonly words = JOBS;
  protected readonly queueWords = QUEUES;
  protected readonly shared = STRINGS.list;
  protected readonly discardQuestion = DISCARD_QUESTION;
  protected readonly store = inject(JobsStore);
  private readonly api = inject(QueuesApi);
  private readonly toasts = inject(ToastService);
  protected readonly filter = this.store.filter;
  protected readonly state = this.store.state;
  /** The list that is shown, whichever it is. */
  protected readonly shown = computed(() => (this.state() === 'discarded' ? this.store.discarded : this.store.list));
  protected readonly retrying = signal<string | null>(null);
  protected readonly discarding = signal<string | null>(null);
  protected readonly bulk = signal<BulkOrder | null>(null);
  protected readonly text = computed(() => {
    const queue = this.store.queue();
    return queue ? QUEUE_TEXTS[queue] : '';
  });
  protected readonly names = computed(() => [
    { value: '', label: JOBS.anyName },
    ...(this.store.list.value()?.names ?? []).map((name) => ({ value: name, label: name })),
  ]);
  protected readonly tabs = computed<FilterTab[]>(() => {
    const figures = this.store.figures();
    return [...JOB_STATES, 'discarded' as const].map((state) => ({
      // dead letters are what the page opens with: the address needs not say so
      value: state === 'failed' ? '' : state,
      label: STATE_NAMES[state],
      count: state === 'completed' ? null : figures?.[state],
      isAlarm: state === 'failed' && (figures?.failed ?? 0) > 0,
    }));
  });

  constructor() {
    effect(() => this.store.queueName.set(this.queue()));
    offerListKeys(() => this.store.reload());
  }

  protected async retry(id: string): Promise<void> {
    this.retrying.set(id);
    await this.tell(() => this.store.retry(id), JOBS.retried);
    this.retrying.set(null);
  }

  protected readonly discard = async (reason: string): Promise<void> => {
    const id = this.discarding();
    if (!id) return;
    const keptAs = await this.store.discard(id, reason);
    this.toasts.show({ text: JOBS.discarded, undo: () => void this.restore([keptAs]) });
  };

  protected async restore(keptAs: readonly string[]): Promise<void> {
    await this.tell(
      async () => {
        for (const id of keptAs) await this.api.restore(this.queue(), id);
      },
      keptAs.length === 1 ? JOBS.restored : BULK.restored(keptAs.length),
    );
    this.store.reload();
  }

  protected order(action: BulkOrder['action'], which: 'selected' | 'matching'): void {
    const jobs = which === 'selected' ? { ids: [...this.store.selected()] } : this.store.matching();
    this.bulk.set({ queue: this.queue(), action, ...jobs });
  }

  protected done(keptAs: readonly string[] | null): void {
    this.bulk.set(null);
    if (keptAs === null) return;
    this.store.reload();
    if (keptAs.length > 0) this.toasts.show({ text: BULK.done.discard(keptAs.length), undo: () => void this.restore(keptAs) });
  }

  private async tell(deed: () => Promise<void>, text: string): Promise<void> {
    try {
      await deed();
      this.toasts.show({ text });
    } catch (error) {
      this.toasts.show({ text: ApiProblem.from(error).sentence, tone: 'danger' });
    }
  }
}
