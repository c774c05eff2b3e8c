import { Directive, ElementRef, effect, inject, input, output } from '@angular/core';
import type { FormState } from './form-state';
import { controlsOf, lengthError, validityError } from './validity';

/**
 * `<form [ovForm]="state" (ovSubmit)="save()">`: checks with the browser's own validators, says what is wrong at the fields,
 * and puts the focus on the first wrong one, also when it was the API that refused.
 */
@Directive({ selector: 'form[ovForm]', host: { novalidate: '', '(submit)': 'submit($event)' } })
export class OvForm {
  readonly ovForm = input.required<FormState<object>>();
  readonly ovSubmit = output<void>();
  private readonly element = inject<ElementRef<HTMLFormElement>>(ElementRef).nativeElement;

  constructor() {
    effect(() => {
      if (this.ovForm().problem() && this.ovForm().hasErrors()) queueMicrotask(() => this.focusFirstError());
    });
  }

  protected submit(event: Event): void {
    event.preventDefault();
    const errors: Record<string, string> = {};
    for (const control of controlsOf(this.element)) {
      const error = validityError(control) ?? lengthError(control);
      if (error) errors[control.name] = error;
    }
    this.ovForm().setErrors(errors);
    if (Object.keys(errors).length > 0) return this.focusFirstError();
    this.ovSubmit.emit();
  }

  private focusFirstError(): void {
    const errors = this.ovForm().fieldErrors();
    controlsOf(this.element)
      .find((control) => control.name in errors)
      ?.focus();
  }
}
