import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { utcDate, utcExact, viewerExact } from '../core/dates';
import { STRINGS } from '../core/strings';

/** An instant in UTC; the viewer's own time on hover. */
@Component({
  selector: 'oc-utc-time',
  template: `<time [attr.datetime]="at()" [attr.title]="both()">{{ text() }}</time>`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class UtcTime {
  readonly at = input.required<string>();
  readonly detail = input<'date' | 'exact'>('exact');

  protected readonly text = computed(() => (this.detail() === 'date' ? utcDate(this.at()) : utcExact(this.at())));
  protected readonly both = computed(() => `${utcExact(this.at())} · ${STRINGS.time.yours(viewerExact(this.at()))}`);
}
