import { ChangeDetectionStrategy, Component, input, model } from '@angular/core';
import { type IconName, OvIcon } from '@orbisvoice/shared-ui/ui';

export interface Choice<T extends string> {
  readonly value: T;
  readonly label: string;
  readonly icon?: IconName;
}

let count = 0;

/** One of a few views, as a row of radio buttons. */
@Component({
  selector: 'oc-choice',
  imports: [OvIcon],
  template: `
    <fieldset class="oc-choice">
      <legend class="ov-visually-hidden">{{ label() }}</legend>
      @for (choice of choices(); track choice.value) {
        <label>
          <input type="radio" [name]="name" [checked]="choice.value === value()" (change)="value.set(choice.value)" />
          @if (choice.icon; as icon) {
            <ov-icon [name]="icon" />
          }
          <span>{{ choice.label }}</span>
        </label>
      }
    </fieldset>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ChoiceRow<T extends string> {
  readonly label = input.required<string>();
  readonly choices = input.required<readonly Choice<T>[]>();
  readonly value = model.required<T>();

  protected readonly name = `oc-choice-${++count}`;
}
