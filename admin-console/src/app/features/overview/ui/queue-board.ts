import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { SystemQueue, SystemQueues } from '@orbisvoice/shared-dto';
import { formatDuration, formatNumber } from '@orbisvoice/shared-ui/format';
import { OvBadge, OvButton } from '@orbisvoice/shared-ui/ui';
import { utcExact } from '../../../core/dates';
import type { KeptResource } from '../../../core/keep-last';
import { OVERVIEW } from '../overview.strings';

/** Each queue with what waits, for how long, and what has failed, leading to its jobs. */
@Component({
  selector: 'oc-queue-board',
  imports: [OvBadge, OvButton, RouterLink],
  template: `
    <div class="oc-board-head">
      <h3>{{ words.heading }}</h3>
      <a class="ov-small" routerLink="/system/queues">{{ words.all }}</a>
    </div>
    @if (read().problem(); as problem) {
      <p class="oc-board-note" role="status">{{ words.unread }} {{ problem.sentence }}</p>
      <button ov-button type="button" size="s" (click)="read().reload()">{{ words.again }}</button>
    } @else if (read().value(); as board) {
      @if (read().stale(); as stale) {
        <p class="oc-board-note" role="status">{{ words.old(time(stale.readAt)) }}</p>
      }
      <ul class="oc-health" role="list" [attr.aria-label]="words.heading">
        @for (queue of board.queues; track queue.name) {
          <li>
            <a [routerLink]="['/system/queues', queue.name]">{{ queue.name }}</a>
            <b>
              <a
                [routerLink]="['/system/queues', queue.name]"
                [queryParams]="{ state: 'waiting' }"
                [attr.aria-label]="words.waitingIn(number(queue.waiting), queue.name)"
                >{{ number(queue.waiting) }}</a
              >
            </b>
            @if (queue.failed > 0) {
              <a
                [routerLink]="['/system/queues', queue.name]"
                [queryParams]="{ state: 'failed' }"
                [attr.aria-label]="words.failedIn(number(queue.failed), queue.name)"
              >
                <ov-badge tone="danger">{{ words.failed(number(queue.failed)) }}</ov-badge>
              </a>
            } @else if (queue.isPaused) {
              <ov-badge tone="warning">{{ words.paused }}</ov-badge>
            } @else {
              <ov-badge tone="success">{{ ok }}</ov-badge>
            }
            @if (waitOf(queue); as text) {
              <small>{{ text }}</small>
            }
          </li>
        }
      </ul>
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class QueueBoard {
  readonly read = input.required<KeptResource<SystemQueues>>();

  protected readonly words = OVERVIEW.queues.board;
  protected readonly ok = OVERVIEW.queues.ok;
  protected readonly number = formatNumber;
  protected readonly time = utcExact;

  protected waitOf({ waiting, oldestWaitingSeconds, isPaused, failed }: SystemQueue): string {
    const { oldest, paused } = OVERVIEW.queues.board;
    const wait = waiting === 0 || oldestWaitingSeconds === null ? '' : oldest(formatDuration(oldestWaitingSeconds));
    // the badge says what has failed: that nobody works is said beside it
    return [wait, isPaused && failed > 0 ? paused : ''].filter(Boolean).join(' · ');
  }
}
