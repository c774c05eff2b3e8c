import { ChangeDetectionStrategy, Component, input, model } from '@angular/core';

let sequence = 0;

/** A calendar day as a filter. */
@Component({
  selector: 'ov-day-filter',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <label [attr.for]="id">{{ label() }}</label>
    <input class="ov-select" type="date" [id]="id" [value]="value()" #control (change)="value.set(control.value)" />
  `,
})
export class DayFilter {
  readonly label = input.required<string>();
  readonly value = model.required<string>();
  protected readonly id = `ov-day-${++sequence}`;
}
