import { inject, Injectable, signal } from '@angular/core';
import { keepLast } from '../../core/keep-last';
import { pollWhile } from '../../core/poll-while';
import { QueuesApi } from './queues.api';

/** A queue empties within seconds, so it is looked at more often than what is counted by the minute. */
const SLOWNESS = 3;

/** All queues and everything else that waits, looked at again and again. */
@Injectable()
export class QueuesStore {
  private readonly api = inject(QueuesApi);
  readonly read = keepLast(this.api.board(), signal('board'));

  constructor() {
    pollWhile(this.read, signal(true), SLOWNESS);
  }

  async change(queue: string, change: 'pause' | 'resume', reason: string): Promise<void> {
    await this.api.change(queue, change, reason);
    this.read.reload();
  }
}
