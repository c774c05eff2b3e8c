import {
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  ElementRef,
  inject,
  input,
  linkedSignal,
  output,
  signal,
  viewChild,
} from '@angular/core';
import type { Choice, Lookup } from './lookup';

let count = 0;

export interface LookupWords {
  readonly label: string;
  readonly placeholder: string;
  readonly none: string;
  readonly found: string;
  readonly clear: string;
}

/** A combobox that finds a thing by name and gives its id (ARIA authoring practices: editable, list autocomplete). */
@Component({
  selector: 'oc-lookup-picker',
  templateUrl: './lookup-picker.html',
  host: { '(focusout)': 'leave($event)' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class LookupPicker {
  readonly words = input.required<LookupWords>();
  /** The chosen one's id. */
  readonly value = input<string | null>(null);
  /** Where it looks. */
  readonly lookup = input.required<Lookup>();
  readonly picked = output<string | null>();

  protected readonly id = `oc-lookup-picker-${++count}`;
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');
  private timer: ReturnType<typeof setTimeout> | undefined;

  protected readonly options = computed(() => this.lookup().options());
  protected readonly isOpen = signal(false);
  protected readonly active = linkedSignal<readonly Choice[], number>({ source: this.options, computation: () => -1 });
  /** The field shows the chosen one's name, nothing until it is known, its id when it is no longer there. */
  protected readonly text = computed(() => {
    const id = this.value();
    if (id === null) return '';
    const name = this.lookup().name();
    return name === null ? id : (name ?? '');
  });
  protected readonly activeId = computed(() => (this.isOpen() && this.active() >= 0 ? `${this.id}-${this.active()}` : null));

  constructor() {
    inject(DestroyRef).onDestroy(() => clearTimeout(this.timer));
  }

  /** Puts the cursor into the field. */
  focus(): void {
    this.field().nativeElement.focus();
  }

  protected type(text: string): void {
    clearTimeout(this.timer);
    const trimmed = text.trim();
    if (!trimmed) {
      this.isOpen.set(false);
      if (this.value() !== null) this.picked.emit(null);
      return;
    }
    this.timer = setTimeout(() => {
      this.lookup().search(trimmed.slice(0, 100));
      this.isOpen.set(true);
    }, 200);
  }

  protected keydown(event: KeyboardEvent): void {
    const last = this.options().length - 1;
    if (event.key === 'Escape') this.reset();
    else if (event.key === 'Enter' && this.isOpen() && this.active() >= 0) this.choose(this.options()[this.active()]);
    else if (event.key === 'ArrowDown' && last >= 0) this.move(this.active() >= last ? 0 : this.active() + 1);
    else if (event.key === 'ArrowUp' && last >= 0) this.move(this.active() <= 0 ? last : this.active() - 1);
    else return;
    event.preventDefault();
  }

  protected choose(choice: Choice | undefined): void {
    if (!choice) return;
    this.isOpen.set(false);
    this.field().nativeElement.value = choice.name;
    this.picked.emit(choice.id);
  }

  protected clear(): void {
    this.reset();
    this.field().nativeElement.value = '';
    this.picked.emit(null);
    this.focus();
  }

  protected leave(event: FocusEvent): void {
    const next = event.relatedTarget;
    if (!(next instanceof Node) || !this.host.contains(next)) this.reset();
  }

  /** Half-typed text would look like a filter that is not there: the field returns to what is really chosen. */
  private reset(): void {
    clearTimeout(this.timer);
    this.isOpen.set(false);
    this.field().nativeElement.value = this.text();
  }

  private move(to: number): void {
    this.isOpen.set(true);
    this.active.set(to);
  }
}
