import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import type { DaySpan as Days } from '../core/filter-values';
import { STRINGS } from '../core/strings';

/** The first and the last UTC day of a filter. */
@Component({
  selector: 'oc-day-span',
  template: `
    <label class="oc-day">
      <span>{{ words.from }}</span>
      <input #from class="oc-input" type="date" [value]="span().from" (change)="changed.emit({ from: from.value })" />
    </label>
    <label class="oc-day">
      <span>{{ words.to }}</span>
      <input #to class="oc-input" type="date" [value]="span().to" (change)="changed.emit({ to: to.value })" />
    </label>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class DaySpan {
  readonly span = input.required<Days>();
  readonly changed = output<Partial<Days>>();

  protected readonly words = STRINGS.filters;
}
