import { computed, inject, Injectable, signal } from '@angular/core';
import { LIMITS } from '@orbisvoice/shared-dto/values';
import { ApiProblem, urlState } from '@orbisvoice/shared-ui/core';
import { keepLast } from '../../core/keep-last';
import { BillingApi } from './billing.api';
import { pollWhile } from '../../core/poll-while';

/** Comparisons with Stripe: the latest report, the history, and the run under way, which is looked at until it ends. */
@Injectable()
export class ReconciliationStore {
  private readonly api = inject(BillingApi);
  readonly state = urlState({ page: 1 });
  readonly list = keepLast(
    this.api.reconciliation(computed(() => ({ page: Math.max(1, Math.trunc(this.state.value().page)), pageSize: LIMITS.pageSizeDefault }))),
    signal('runs'),
  );

  readonly running = computed(() => {
    const page = this.list.value();
    if (!page) return null;
    return [...page.items, ...(page.latest ? [page.latest] : [])].find((run) => run.status === 'running') ?? null;
  });
  readonly report = computed(() => {
    const latest = this.list.value()?.latest ?? null;
    return latest?.status === 'running' ? null : latest;
  });
  readonly isStarting = signal(false);
  readonly startProblem = signal<ApiProblem | null>(null);

  constructor() {
    pollWhile(
      this.list,
      computed(() => this.running() !== null),
    );
  }

  /** Starts a comparison and shows it. Whether it was started here or by somebody else a moment ago, there is a run to look at. */
  async start(): Promise<void> {
    this.isStarting.set(true);
    this.startProblem.set(null);
    try {
      await this.api.startRun();
    } catch (error) {
      this.startProblem.set(ApiProblem.from(error));
    } finally {
      this.isStarting.set(false);
    }
    this.state.patch({ page: 1 });
    this.list.reload();
  }
}
