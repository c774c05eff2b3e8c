import { Directive, ElementRef, computed, effect, inject, input } from '@angular/core';
import { OvField, OvInput } from './field';
import type { FormState } from './form-state';

/** `<input [ovControl]="state" name="email" />`: binds a native control to the field of that path. Checkboxes are booleans, all else text. */
@Directive({
  selector: 'input[ovControl], select[ovControl], textarea[ovControl]',
  hostDirectives: [OvInput],
  host: { '[attr.name]': 'name()', '(input)': 'take()', '(change)': 'take()' },
})
export class OvControl {
  readonly ovControl = input.required<FormState<object>>();
  readonly name = input.required<string>();

  private readonly element = inject<ElementRef<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>>(ElementRef).nativeElement;
  private readonly field = inject(OvField, { optional: true });
  private readonly error = computed(() => this.ovControl().error(this.name()));

  constructor() {
    effect(() => this.show(this.ovControl().read(this.name())));
    effect(() => this.field?.controlError.set(this.error()));
  }

  protected take(): void {
    const { element } = this;
    const isCheckbox = element instanceof HTMLInputElement && element.type === 'checkbox';
    this.ovControl().write(this.name(), isCheckbox ? element.checked : element.value);
  }

  private show(value: unknown): void {
    const { element } = this;
    if (element instanceof HTMLInputElement && element.type === 'checkbox') element.checked = value === true;
    else {
      const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
      if (element.value !== text) element.value = text;
    }
  }
}
