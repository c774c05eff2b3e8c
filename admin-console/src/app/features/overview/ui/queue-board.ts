import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { SystemQueue, SystemQueues } from '@orbisvoice/shared-dto';
import { OvSkeleton } from '@orbisvoice/shared-ui/feedback';
import { formatDuration, formatNumber } from '@orbisvoice/shared-ui/format';
import { OvBadge } from '@orbisvoice/shared-ui/ui';
import type { KeptResource } from '../../../core/keep-last';
import { Problem } from '../../../ui/problem';
import { Stale } from '../../../ui/stale';
import { OVERVIEW } from '../overview.strings';

/** Each queue with what waits, for how long, and what has failed, leading to its jobs. */
@Component({
  selector: 'oc-queue-board',
  imports: [OvBadge, OvSkeleton, Problem, RouterLink, Stale],
  template: `
    <div class="oc-board-head">
      <h3>{{ words.heading }}</h3>
      <a class="ov-small" routerLink="/system/queues">{{ words.all }}</a>
    </div>
    @if (read().problem(); as problem) {
      <oc-problem [problem]="problem" (retry)="read().reload()" />
    } @else if (read().value(); as board) {
      @if (read().stale(); as stale) {
        <oc-stale [of]="stale" (retry)="read().reload()" />
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
    } @else {
      <ov-skeleton [lines]="3" />
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class QueueBoard {
  readonly read = input.required<KeptResource<SystemQueues>>();

  protected readonly words = OVERVIEW.queues.board;
  protected readonly ok = OVERVIEW.queues.ok;
  protected readonly number = formatNumber;

  protected waitOf({ waiting, oldestWaitingSeconds, isPaused, failed }: SystemQueue): string {
    const { oldest, paused } = OVERVIEW.queues.board;
    const wait = waiting === 0 || oldestWaitingSeconds === null ? '' : oldest(formatDuration(oldestWaitingSeconds));
    // the badge says what has failed: that nobody works is said beside it
    return [wait, isPaused && failed > 0 ? paused : ''].filter(Boolean).join(' · ');
  }
}
