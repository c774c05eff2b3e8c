import { computed, effect, inject, Injectable, signal, untracked } from '@angular/core';
import type { TenantBulkRun } from '@orbisvoice/shared-dto';
import { BULK_OUTCOMES } from '@orbisvoice/shared-dto/values';
import { ApiProblem, oneOf, urlState } from '@orbisvoice/shared-ui/core';
import { ToastService } from '@orbisvoice/shared-ui/feedback';
import { keepLast } from '../../core/keep-last';
import { pollWhile } from '../../core/poll-while';
import { TenantListApi } from './tenant-list.api';

/** One run over many tenants, looked at until it ends, with what came of each. */
@Injectable()
export class BulkRunStore {
  private readonly api = inject(TenantListApi);
  private readonly toasts = inject(ToastService);
  readonly id = signal('');
  readonly state = urlState({ outcome: '' });
  readonly outcome = computed(() => oneOf(this.state.value().outcome, BULK_OUTCOMES));
  readonly run = keepLast(this.api.run(this.id), this.id);
  private readonly asked = computed(() => ({ id: this.id(), outcome: this.outcome() }));
  readonly rows = this.api.rows(this.asked);
  readonly shownRows = keepLast(this.rows, this.asked);
  readonly isRunning = computed(() => ['running', 'stopping'].includes(this.run.value()?.status ?? ''));
  readonly isStopping = signal(false);

  constructor() {
    pollWhile(this.run, this.isRunning);
    // rows settle while the counts move
    effect(() => {
      const pending = this.run.value()?.counts.pending;
      untracked(() => pending !== undefined && this.rows.value() && this.rows.reload());
    });
  }

  async stop(): Promise<void> {
    this.isStopping.set(true);
    try {
      this.run.set(await this.api.stop(this.id()));
    } catch (error) {
      this.toasts.show({ tone: 'danger', text: ApiProblem.from(error).sentence });
      this.run.reload();
    } finally {
      this.isStopping.set(false);
    }
  }

  /** @throws ApiProblem */
  undo(reason: string): Promise<TenantBulkRun> {
    return this.api.undo(this.id(), reason);
  }
}
