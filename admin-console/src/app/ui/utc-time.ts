import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { utcDate, utcExact, viewerExact } from '../core/dates';
import { STRINGS } from '../core/strings';

/** An instant in UTC; the viewer's own time on hover, or beside it with `both`. */
@Component({
  selector: 'oc-utc-time',
  template: `<time [attr.datetime]="at()" [attr.title]="both()">{{ text() }}</time>`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class UtcTime {
  readonly at = input.required<string>();
  readonly detail = input<'date' | 'exact' | 'both'>('exact');

  protected readonly both = computed(() => `${utcExact(this.at())} · ${STRINGS.time.yours(viewerExact(this.at()))}`);
  protected readonly text = computed(() => {
    if (this.detail() === 'both') return this.both();
    return this.detail() === 'date' ? utcDate(this.at()) : utcExact(this.at());
  });
}
