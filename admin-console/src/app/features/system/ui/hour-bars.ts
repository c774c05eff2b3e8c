import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { QueueHour } from '@orbisvoice/shared-dto';
import { formatNumber } from '@orbisvoice/shared-ui/format';
import { QUEUES } from '../queues.strings';

const [STEP, BAR, HEIGHT] = [5, 4, 28];

/** The last 24 hours of a queue in a hand's breadth: what was done, and on top what failed for good. Its sum stands beside it in figures. */
@Component({
  selector: 'oc-hour-bars',
  template: `
    <svg role="img" [attr.aria-label]="label()" [attr.viewBox]="box()" [attr.width]="width()" [attr.height]="height">
      @for (bar of bars(); track bar.x) {
        <rect class="oc-bar-done" [attr.x]="bar.x" [attr.y]="height - bar.done" [attr.width]="bar.width" [attr.height]="bar.done" />
        <rect
          class="oc-bar-failed"
          [attr.x]="bar.x"
          [attr.y]="height - bar.done - bar.failed"
          [attr.width]="bar.width"
          [attr.height]="bar.failed"
        />
      }
    </svg>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class HourBars {
  readonly queue = input.required<string>();
  readonly hours = input.required<readonly QueueHour[]>();

  protected readonly height = HEIGHT;
  protected readonly width = computed(() => this.hours().length * STEP);
  protected readonly box = computed(() => `0 0 ${this.width()} ${HEIGHT}`);
  protected readonly label = computed(() => {
    const total = (of: (hour: QueueHour) => number): string => formatNumber(this.hours().reduce((sum, hour) => sum + of(hour), 0));
    return QUEUES.hoursOf(
      this.queue(),
      total(({ done }) => done),
      total(({ failed }) => failed),
    );
  });
  protected readonly bars = computed(() => {
    const top = Math.max(1, ...this.hours().map(({ done, failed }) => done + failed));
    // what happened is seen, however little it is beside the busiest hour
    const tall = (count: number): number => (count === 0 ? 0 : Math.max(2, Math.round((count / top) * (HEIGHT - 2))));
    return this.hours().map(({ done, failed }, at) => ({ x: at * STEP, width: BAR, done: Math.max(1, tall(done)), failed: tall(failed) }));
  });
}
