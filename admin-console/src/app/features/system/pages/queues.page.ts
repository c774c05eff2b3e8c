import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import type { SystemQueue } from '@orbisvoice/shared-dto';
import { OvEmpty, ToastService } from '@orbisvoice/shared-ui/feedback';
import { OvBadge, OvCard } from '@orbisvoice/shared-ui/ui';
import { ReasonDialog, type ReasonQuestion } from '../../../ui/reason-dialog';
import { PAUSE_QUESTION, QUEUES, RESUME_QUESTION } from '../queues.strings';
import { QueuesStore } from '../queues.store';
import { QueueTable } from '../ui/queue-table';
import { RoomTable } from '../ui/room-table';
import { SystemPage } from '../ui/system-page';
import { WorkerTable } from '../ui/worker-table';

/** Everything that waits, and the switches of the queues. */
@Component({
  selector: 'oc-queues-page',
  imports: [OvBadge, OvCard, OvEmpty, QueueTable, ReasonDialog, RoomTable, SystemPage, WorkerTable],
  providers: [QueuesStore],
  templateUrl: './queues.page.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class QueuesPage {
  protected readonly words = QUEUES;
  private readonly store = inject(QueuesStore);
  private readonly toasts = inject(ToastService);
  protected readonly read = this.store.read;
  /** The queue that is about to be paused or resumed. */
  protected readonly switching = signal<SystemQueue | null>(null);
  protected readonly question = computed<ReasonQuestion>(() => {
    const queue = this.switching();
    const name = queue?.name ?? '';
    return queue?.isPaused ? { ...RESUME_QUESTION, heading: QUEUES.resumeOf(name) } : { ...PAUSE_QUESTION, heading: QUEUES.pauseOf(name) };
  });

  protected readonly change = async (reason: string): Promise<void> => {
    const queue = this.switching();
    if (!queue) return;
    await this.store.change(queue.name, queue.isPaused ? 'resume' : 'pause', reason);
    this.toasts.show({ text: queue.isPaused ? QUEUES.wasResumed(queue.name) : QUEUES.wasPaused(queue.name) });
  };
}
