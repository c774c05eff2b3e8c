import { ChangeDetectionStrategy, Component, input, signal } from '@angular/core';
import { OvButton } from '../ui/button';
import { UI } from '../ui-strings';
import { OvControl } from './control.directive';
import { OvField } from './field';
import type { FormState } from './form-state';

/** A password with a way to see it: long pass phrases are typed better when read. Password managers fill it by `autocomplete`. */
@Component({
  selector: 'ov-password',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvButton, OvControl, OvField],
  template: `
    <ov-field [label]="label()" [hint]="hint()">
      <span class="ov-password-row">
        <input
          required
          [ovControl]="state()"
          [name]="name()"
          [type]="isShown() ? 'text' : 'password'"
          [attr.autocomplete]="autocomplete()"
          [attr.minlength]="minLength()"
          [attr.maxlength]="maxLength()"
          autocapitalize="none"
          spellcheck="false"
        />
        <button ov-button type="button" variant="ghost" size="s" [attr.aria-pressed]="isShown()" (click)="isShown.set(!isShown())">
          {{ isShown() ? ui.hidePassword : ui.showPassword }}
        </button>
      </span>
    </ov-field>
  `,
})
export class OvPassword {
  readonly state = input.required<FormState<object>>();
  readonly name = input.required<string>();
  readonly label = input.required<string>();
  readonly hint = input<string | null>(null);
  readonly autocomplete = input<'current-password' | 'new-password'>('new-password');
  readonly minLength = input<number | null>(null);
  readonly maxLength = input<number | null>(null);
  protected readonly ui = UI;
  protected readonly isShown = signal(false);
}
