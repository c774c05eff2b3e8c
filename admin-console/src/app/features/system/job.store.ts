import { computed, inject, Injectable, signal } from '@angular/core';
import { keepLast } from '../../core/keep-last';
import { pollWhile } from '../../core/poll-while';
import { QueuesApi } from './queues.api';

/** One job, looked at again while it may still change by itself. */
@Injectable()
export class JobStore {
  private readonly api = inject(QueuesApi);
  readonly key = signal({ queue: '', id: '' });
  readonly read = keepLast(this.api.job(this.key), this.key);

  constructor() {
    pollWhile(
      this.read,
      computed(() => !['failed', 'completed', undefined].includes(this.read.value()?.state)),
    );
  }

  async retry(): Promise<void> {
    try {
      await this.api.retry(this.key().queue, this.key().id);
    } finally {
      this.read.reload();
    }
  }

  discard(reason: string): Promise<string> {
    return this.api.discard(this.key().queue, this.key().id, reason);
  }

  async restore(keptAs: string): Promise<void> {
    await this.api.restore(this.key().queue, keptAs);
    this.read.reload();
  }
}
