import { computed, inject, Injectable, signal } from '@angular/core';
import type { BulkJobResults, BulkJobs } from '@orbisvoice/shared-dto';
import { ApiProblem } from '@orbisvoice/shared-ui/core';
import { QueuesApi } from './queues.api';

export type BulkOrder = Pick<BulkJobs, 'action' | 'ids' | 'name' | 'error'> & { readonly queue: string };
/** `checking` and `checked` are the dry run, `applying` and `done` the real one. */
export type BulkStep = 'checking' | 'checked' | 'applying' | 'done';

/** One act on many dead letters, from the dry run to its results. Nothing is changed before `apply`. */
@Injectable()
export class BulkStore {
  private readonly api = inject(QueuesApi);
  readonly step = signal<BulkStep>('checking');
  readonly results = signal<BulkJobResults | null>(null);
  readonly problem = signal<ApiProblem | null>(null);
  readonly isBusy = computed(() => this.problem() === null && (this.step() === 'checking' || this.step() === 'applying'));
  /** How many it is, or was, about. */
  readonly count = computed(
    () => this.results()?.items.filter(({ outcome }) => outcome !== 'not_failed' && outcome !== 'not_found').length ?? 0,
  );
  readonly skipped = computed(() => (this.results()?.items.length ?? 0) - this.count());
  /** Under which ids the discarded ones can be put back. */
  readonly keptAs = computed(() => this.results()?.items.flatMap(({ keptAs }) => keptAs ?? []) ?? []);

  async check(order: BulkOrder): Promise<void> {
    this.step.set('checking');
    await this.run(order, { isDryRun: true });
    if (this.problem() === null) this.step.set('checked');
  }

  async apply(order: BulkOrder, reason: string): Promise<void> {
    this.step.set('applying');
    await this.run(order, { isDryRun: false, reason });
    this.step.set(this.problem() === null ? 'done' : 'checked');
  }

  private async run({ queue, ...which }: BulkOrder, how: Pick<BulkJobs, 'isDryRun' | 'reason'>): Promise<void> {
    this.problem.set(null);
    try {
      this.results.set(await this.api.bulk(queue, { ...which, ...how }));
    } catch (error) {
      this.problem.set(ApiProblem.from(error));
    }
  }
}
