import { ChangeDetectionStrategy, Component, ElementRef, computed, effect, inject, input, signal, viewChild } from '@angular/core';

let count = 0;
/** About as wide as the panel gets; one that has less room to its right opens to the left. */
const PANEL_WIDTH = 340;

/**
 * A small “i” that explains what stands beside it: by pointer for as long as it is there, by click or key until it is closed. A disclosure
 * rather than a tooltip, so that touch reaches it and its text can be selected. Escape, a press elsewhere or leaving closes it, wherever the
 * focus is: a finger, and a mouse in some browsers, brings none.
 */
@Component({
  selector: 'ov-info',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <button
      #toggle
      type="button"
      [attr.aria-label]="label()"
      [attr.aria-expanded]="isOpen()"
      [attr.aria-controls]="id"
      (click)="press()"
      (focus)="focused()"
    >
      <span aria-hidden="true">i</span>
    </button>
    <div class="ov-info-panel" tabindex="-1" [id]="id" [hidden]="!isOpen()" [attr.data-side]="side()"><ng-content /></div>
  `,
  host: {
    '(keydown.escape)': 'close($event)',
    '(focusout)': 'leave($event)',
    '(pointerenter)': 'hover($event, true)',
    '(pointerleave)': 'hover($event, false)',
  },
})
export class OvInfo {
  /** What the button is called, e.g. “What is MRR?”. */
  readonly label = input.required<string>();

  protected readonly id = `ov-info-${++count}`;
  protected readonly side = signal<'start' | 'end'>('start');
  private readonly isPinned = signal(false);
  private readonly isHovered = signal(false);
  protected readonly isOpen = computed(() => this.isPinned() || this.isHovered());
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly toggle = viewChild.required<ElementRef<HTMLElement>>('toggle');

  constructor() {
    effect((onCleanup) => {
      if (!this.isOpen()) return;
      const listening = new AbortController();
      const options = { capture: true, signal: listening.signal };
      document.addEventListener('keydown', (event) => this.escape(event), options);
      document.addEventListener('pointerdown', (event) => this.pressElsewhere(event), options);
      onCleanup(() => listening.abort());
    });
  }

  protected press(): void {
    this.place();
    this.isPinned.update((now) => !now);
    this.isHovered.set(false);
  }

  /** A focus that came by key opens, as hovering does; one that a click brings leaves it to the click. */
  protected focused(): void {
    if (!this.toggle().nativeElement.matches(':focus-visible')) return;
    this.place();
    this.isHovered.set(true);
  }

  /** By mouse alone: a finger that taps would open and close at once. */
  protected hover(event: PointerEvent, isOver: boolean): void {
    if (event.pointerType !== 'mouse') return;
    if (isOver) this.place();
    this.isHovered.set(isOver);
  }

  protected close(event: Event): void {
    if (!this.isOpen()) return;
    event.stopPropagation();
    this.hide();
    this.toggle().nativeElement.focus();
    this.isHovered.set(false);
  }

  /** Leaving for somewhere else closes. The panel takes focus, so that a click on its text stays inside. */
  protected leave(event: FocusEvent): void {
    const next = event.relatedTarget;
    if (!this.isWithin(next)) this.hide();
  }

  /** Escape while the focus is elsewhere: it closes this and nothing below it, and the focus stays. */
  private escape(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || this.isWithin(event.target)) return;
    event.preventDefault();
    event.stopPropagation();
    this.hide();
  }

  private pressElsewhere({ target }: PointerEvent): void {
    if (!this.isWithin(target)) this.hide();
  }

  private isWithin(target: EventTarget | null): boolean {
    return target instanceof Node && this.host.contains(target);
  }

  private hide(): void {
    this.isPinned.set(false);
    this.isHovered.set(false);
  }

  private place(): void {
    const { left } = this.host.getBoundingClientRect();
    this.side.set(left + PANEL_WIDTH > document.documentElement.clientWidth ? 'end' : 'start');
  }
}
