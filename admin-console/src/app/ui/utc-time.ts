import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { bothClocks, utcDate, utcExact, utcTimeOfDay } from '../core/dates';

/** An instant in UTC; the viewer's own time on hover, or beside it with `both`. `clock` is for where the day already stands. */
@Component({
  selector: 'oc-utc-time',
  template: `<time [attr.datetime]="at()" [attr.title]="both()">{{ text() }}</time>`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class UtcTime {
  readonly at = input.required<string>();
  readonly detail = input<'clock' | 'date' | 'exact' | 'both'>('exact');

  protected readonly both = computed(() => bothClocks(this.at()));
  protected readonly text = computed(() => {
    switch (this.detail()) {
      case 'clock':
        return utcTimeOfDay(this.at());
      case 'date':
        return utcDate(this.at());
      case 'exact':
        return utcExact(this.at());
      case 'both':
        return this.both();
    }
  });
}
