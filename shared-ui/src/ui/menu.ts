import { ChangeDetectionStrategy, Component, ElementRef, inject, input, signal, viewChild } from '@angular/core';

/** A button with a list of actions below (or above). Escape, a choice and a click elsewhere close it; arrows walk. */
@Component({
  selector: 'ov-menu',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: {
    '[attr.data-side]': 'side()',
    '(click)': 'choose($event)',
    '(keydown)': 'key($event)',
    '(focusout)': 'leave($event)',
    '(document:click)': 'outside($event)',
  },
  template: `
    <button
      #trigger
      type="button"
      [class]="buttonClass()"
      aria-haspopup="true"
      [attr.aria-expanded]="isOpen()"
      (click)="isOpen.set(!isOpen())"
    >
      @if (label(); as text) {
        <span class="ov-visually-hidden">{{ text }}</span>
      }
      <ng-content select="[ovMenuButton]" />
    </button>
    @if (isOpen()) {
      <div class="ov-menu-list" #list>
        <ng-content />
      </div>
    }
  `,
})
export class OvMenu {
  /** Said before what the button shows, for people who do not see where it stands. */
  readonly label = input<string | null>(null);
  readonly side = input<'bottom' | 'top'>('bottom');
  readonly buttonClass = input('ov-menu-button');
  readonly isOpen = signal(false);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly trigger = viewChild.required<ElementRef<HTMLButtonElement>>('trigger');
  private readonly list = viewChild<ElementRef<HTMLElement>>('list');

  protected close(): void {
    this.isOpen.set(false);
    this.trigger().nativeElement.focus();
  }

  /** A choice closes the list; a click between the entries does not. */
  protected choose(event: MouseEvent): void {
    const entry = event.target instanceof Element ? event.target.closest('a, button') : null;
    if (entry && this.list()?.nativeElement.contains(entry)) this.close();
  }

  protected outside(event: MouseEvent): void {
    if (event.target instanceof Node && !this.host.contains(event.target)) this.isOpen.set(false);
  }

  protected leave(event: FocusEvent): void {
    if (event.relatedTarget instanceof Node && !this.host.contains(event.relatedTarget)) this.isOpen.set(false);
  }

  protected key(event: KeyboardEvent): void {
    if (event.key === 'Escape' && this.isOpen()) this.close();
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0 || !this.isOpen()) return;
    event.preventDefault();
    const items = Array.from(this.list()?.nativeElement.querySelectorAll<HTMLElement>('a, button') ?? []);
    const at = items.findIndex((item) => item === event.target);
    items.at((at + step) % items.length)?.focus();
  }
}
