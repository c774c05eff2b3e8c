import { ChangeDetectionStrategy, Component, booleanAttribute, input, model } from '@angular/core';

let sequence = 0;

/** On or off, at once. */
@Component({
  selector: 'ov-switch',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <button
      type="button"
      role="switch"
      [attr.aria-checked]="checked()"
      [attr.aria-label]="label()"
      [attr.aria-describedby]="hint() ? hintId : null"
      [disabled]="disabled()"
      (click)="checked.set(!checked())"
    >
      <span class="ov-switch-track" aria-hidden="true"></span>
      <span class="ov-switch-text" [class.ov-visually-hidden]="isLabelHidden()">
        <span>{{ label() }}</span>
        @if (hint(); as text) {
          <span class="ov-hint" [id]="hintId">{{ text }}</span>
        }
      </span>
    </button>
  `,
})
export class OvSwitch {
  readonly checked = model.required<boolean>();
  readonly label = input.required<string>();
  readonly hint = input<string | null>(null);
  readonly disabled = input(false);
  protected readonly hintId = `ov-switch-hint-${++sequence}`;
  readonly isLabelHidden = input(false, { transform: booleanAttribute });
}
