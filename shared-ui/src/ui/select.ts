import { ChangeDetectionStrategy, Component, input, model } from '@angular/core';

export interface Option {
  value: string;
  label: string;
}

let sequence = 0;

/** A labelled native select for filters. In forms use `<select ovControl>` inside `ov-field`. */
@Component({
  selector: 'ov-select',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <label [attr.for]="id">{{ label() }}</label>
    <select class="ov-select" [id]="id" [value]="value()" #control (change)="value.set(control.value)">
      @for (option of options(); track option.value) {
        <option [value]="option.value" [selected]="option.value === value()">{{ option.label }}</option>
      }
    </select>
  `,
})
export class OvSelect {
  readonly label = input.required<string>();
  readonly options = input.required<readonly Option[]>();
  readonly value = model.required<string>();
  protected readonly id = `ov-select-${++sequence}`;
}
