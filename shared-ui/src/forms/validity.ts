import { UI } from '../ui-strings';

type NativeControl = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** What the browser's own validators say about a control, in our words; null when it is fine. */
export function validityError(control: NativeControl): string | null {
  const { validity } = control;
  if (validity.valid) return null;
  if (validity.valueMissing) return UI.fieldRequired;
  if (validity.typeMismatch) return control.type === 'email' ? UI.fieldEmail : UI.fieldUrl;
  if (validity.patternMismatch) return control.title || UI.fieldPattern;
  if (control instanceof HTMLSelectElement) return UI.fieldInvalid;
  if (validity.tooShort) return UI.fieldTooShort(control.minLength);
  if (validity.tooLong) return UI.fieldTooLong(control.maxLength);
  if (control instanceof HTMLInputElement && (validity.rangeUnderflow || validity.rangeOverflow)) {
    return UI.fieldRange(control.min, control.max);
  }
  return control.validationMessage || UI.fieldInvalid;
}

/** `minlength` and `maxlength` count only after typing; a value put in by script or autofill is checked here too. */
export function lengthError(control: NativeControl): string | null {
  if (control instanceof HTMLSelectElement || control.value === '') return null;
  if (control.minLength > 0 && control.value.length < control.minLength) return UI.fieldTooShort(control.minLength);
  if (control.maxLength >= 0 && control.value.length > control.maxLength) return UI.fieldTooLong(control.maxLength);
  return null;
}

/** The named, enabled controls of a form, in their order. */
export function controlsOf(form: HTMLFormElement): NativeControl[] {
  return Array.from(form.elements).filter(
    (element): element is NativeControl =>
      (element instanceof HTMLInputElement || element instanceof HTMLSelectElement || element instanceof HTMLTextAreaElement) &&
      element.name !== '' &&
      !element.disabled,
  );
}
