import { computed, signal, type Signal } from '@angular/core';
import { ApiProblem } from '../core/api-problem';
import { UI } from '../ui-strings';
import { readPath, writePath } from './path';

/**
 * The state of one form: its values, what is wrong with which field, and whether it is being sent.
 * The API validates; its `fields` land at the inputs of the same path. `<form [ovForm]>` and `[ovControl]` connect it to the page.
 */
export class FormState<T extends object> {
  private readonly current;
  private readonly errors = signal<Readonly<Record<string, string>>>({});
  private readonly refusal = signal<ApiProblem | null>(null);
  private readonly busy = signal(false);
  private readonly touched = signal(false);

  readonly value: Signal<T>;
  readonly isBusy = this.busy.asReadonly();
  readonly isDirty = this.touched.asReadonly();
  /** The refusal as a whole, when it is not about fields that are on the page. */
  readonly problem = this.refusal.asReadonly();
  readonly fieldErrors = this.errors.asReadonly();
  readonly hasErrors = computed(() => Object.keys(this.errors()).length > 0);

  constructor(initial: T) {
    this.current = signal(initial);
    this.value = this.current.asReadonly();
  }

  error(path: string): string | null {
    return this.errors()[path] ?? null;
  }

  read(path: string): unknown {
    return readPath(this.current(), path);
  }

  /** Sets one field by its path and forgives its error: the person is correcting it. */
  write(path: string, value: unknown): void {
    this.current.update((now) => writePath(now, path, value));
    this.touched.set(true);
    if (path in this.errors()) this.errors.update(({ [path]: _gone, ...rest }) => rest);
  }

  patch(change: Partial<T>): void {
    this.current.update((now) => ({ ...now, ...change }));
    this.touched.set(true);
  }

  /** Starts over from these values. */
  reset(initial: T): void {
    this.current.set(initial);
    this.errors.set({});
    this.refusal.set(null);
    this.touched.set(false);
  }

  setErrors(errors: Readonly<Record<string, string>>): void {
    this.errors.set(errors);
  }

  /** Sends once at a time. Resolves to the answer, or to null after a refusal, which is then on the form. */
  async submit<R>(send: (value: T) => Promise<R>): Promise<{ answer: R } | null> {
    if (this.busy()) return null;
    this.busy.set(true);
    this.refusal.set(null);
    this.errors.set({});
    try {
      const answer = await send(this.current());
      this.touched.set(false);
      return { answer };
    } catch (error) {
      const problem = ApiProblem.from(error);
      this.errors.set(fieldErrorsOf(problem));
      this.refusal.set(problem);
      return null;
    } finally {
      this.busy.set(false);
    }
  }
}

/** The API's field errors by path, in words. `body.` in front is the API's way to say where the field was sent. */
function fieldErrorsOf(problem: ApiProblem): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { path, message } of problem.fields) {
    const name = path.replace(/^body\./, '').replace(/\[(\d+)\]/g, '.$1');
    errors[name] ??= message ? sentenceCase(message) : UI.fieldInvalid;
  }
  return errors;
}

function sentenceCase(text: string): string {
  const sentence = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}
