import { ChangeDetectionStrategy, Component, Directive, booleanAttribute, computed, inject, input, signal } from '@angular/core';
import { OvIcon } from '../ui/icon';
import { UI } from '../ui-strings';

let sequence = 0;

/** A label, a control, a hint and an error, tied together for assistive technology. Put an `ovInput` or `ovControl` inside. */
@Component({
  selector: 'ov-field',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvIcon],
  template: `
    <span class="ov-label-row">
      <label class="ov-label" [attr.for]="controlId">{{ label() }}</label>
      @if (isOptional()) {
        <span class="ov-optional">{{ ui.optional }}</span>
      }
      <ng-content select="[ovFieldAside]" />
    </span>
    <ng-content />
    @if (shownError(); as text) {
      <span class="ov-field-error" [id]="errorId"><ov-icon name="alert" />{{ text }}</span>
    }
    @if (hint(); as text) {
      <span class="ov-hint" [id]="hintId">{{ text }}</span>
    }
  `,
})
export class OvField {
  readonly label = input.required<string>();
  readonly hint = input<string | null>(null);
  readonly error = input<string | null>(null);
  readonly isOptional = input(false, { transform: booleanAttribute });

  protected readonly ui = UI;
  readonly controlId = `ov-control-${++sequence}`;
  protected readonly errorId = `${this.controlId}-error`;
  protected readonly hintId = `${this.controlId}-hint`;
  /** Set by an `ovControl` inside, so that a field does not have to repeat the path. */
  readonly controlError = signal<string | null>(null);
  protected readonly shownError = computed(() => this.error() ?? this.controlError());
  readonly isInvalid = computed(() => this.shownError() !== null);
  readonly describedBy = computed(() => {
    const ids = [this.shownError() ? this.errorId : '', this.hint() ? this.hintId : ''].filter(Boolean);
    return ids.length > 0 ? ids.join(' ') : null;
  });
}

/** The look and the wiring of a native input, select or textarea. Inside an `ov-field` it takes its label, hint and error. */
@Directive({
  selector: 'input[ovInput], select[ovInput], textarea[ovInput]',
  host: {
    ovInput: '',
    '[attr.id]': 'field?.controlId ?? null',
    '[attr.aria-describedby]': 'field?.describedBy() ?? null',
    '[attr.aria-invalid]': 'field?.isInvalid() ? "true" : null',
  },
})
export class OvInput {
  protected readonly field = inject(OvField, { optional: true });
}
