import { computed, inject, Injectable, signal } from '@angular/core';
import type { ReplayResult } from '@orbisvoice/shared-dto';
import { ApiProblem } from '@orbisvoice/shared-ui/core';
import { BillingApi } from './billing.api';

/** `checking` and `checked` are the dry run, `applying` and `done` the real one. */
export type ReplayStep = 'checking' | 'checked' | 'applying' | 'done';

/** One replay, from the dry run to its results. Nothing is changed before `apply`. */
@Injectable()
export class ReplayStore {
  private readonly api = inject(BillingApi);
  private readonly ids = signal<readonly string[]>([]);

  readonly step = signal<ReplayStep>('checking');
  readonly results = signal<readonly ReplayResult[]>([]);
  readonly problem = signal<ApiProblem | null>(null);
  readonly isBusy = computed(() => this.problem() === null && (this.step() === 'checking' || this.step() === 'applying'));
  /** Those that need another look. */
  readonly failedIds = computed(() => this.results().flatMap(({ id, outcome }) => (outcome === 'failed' ? [id] : [])));

  async check(ids: readonly string[]): Promise<void> {
    this.ids.set(ids);
    await this.run('dry-run');
  }

  async apply(): Promise<void> {
    await this.run('real');
  }

  /** After a failed call: the same step once more. */
  async retry(): Promise<void> {
    await this.run(this.step() === 'checking' ? 'dry-run' : 'real');
  }

  private async run(mode: 'dry-run' | 'real'): Promise<void> {
    this.problem.set(null);
    this.step.set(mode === 'dry-run' ? 'checking' : 'applying');
    try {
      this.results.set(await this.api.replay(this.ids(), mode));
      this.step.set(mode === 'dry-run' ? 'checked' : 'done');
    } catch (error) {
      this.problem.set(ApiProblem.from(error));
    }
  }
}
