import { ChangeDetectionStrategy, Component, computed, effect, type ElementRef, inject, output, viewChild } from '@angular/core';
import { OvButton, OvIcon } from '@orbisvoice/shared-ui/ui';
import { UtcTime } from '../../ui/utc-time';
import type { PaletteItem } from './palette-items';
import { PaletteStore } from './palette.store';
import { PALETTE } from './palette.strings';

/**
 * Goes to any page or thing, and calls what the page in view can do, by typing (ARIA authoring practices: a combobox that keeps its list
 * open). A native dialog: the focus stays inside and goes back to where it was. Render it with `@if`; it opens at once.
 */
@Component({
  selector: 'oc-palette',
  imports: [OvButton, OvIcon, UtcTime],
  providers: [PaletteStore],
  templateUrl: './palette.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Palette {
  /** It is gone, by whichever way. Answer by no longer rendering it. */
  readonly closed = output<void>();

  protected readonly words = PALETTE;
  protected readonly max = 100;
  protected readonly listId = 'oc-palette-list';
  protected readonly store = inject(PaletteStore);
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');
  private readonly list = viewChild.required<ElementRef<HTMLElement>>('list');
  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');
  private chosen: PaletteItem | null = null;

  /** With each item's place among all: the groups are one list to the keys. */
  protected readonly groups = computed(() => {
    let at = 0;
    return this.store.groups().map(({ label, items }) => ({ label, items: items.map((item) => ({ item, at: at++ })) }));
  });
  protected readonly activeId = computed(() => (this.store.active() < this.store.items().length ? this.idOf(this.store.active()) : null));

  constructor() {
    effect(() => {
      const dialog = this.dialog().nativeElement;
      if (dialog.open) return;
      // on the element itself: a click on the backdrop is one on the dialog, beside what it holds
      dialog.addEventListener('click', ({ target }) => target === dialog && this.close());
      dialog.showModal();
      this.field().nativeElement.focus();
    });
    effect(() => {
      const id = this.activeId();
      const option = id && this.list().nativeElement.querySelector(`#${id}`);
      if (option) option.scrollIntoView({ block: 'nearest' });
    });
  }

  protected idOf(at: number): string {
    return `oc-palette-${at}`;
  }

  protected key(event: KeyboardEvent): void {
    const last = this.store.items().length - 1;
    const keys: Readonly<Record<string, () => void>> = {
      ArrowDown: () => this.store.move(1),
      ArrowUp: () => this.store.move(-1),
      Home: () => this.store.active.set(0),
      End: () => this.store.active.set(Math.max(0, last)),
      Enter: () => this.choose(this.store.items()[this.store.active()]),
    };
    const act = event.isComposing ? undefined : keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  protected choose(item: PaletteItem | undefined): void {
    if (!item) return;
    this.chosen = item;
    this.close();
  }

  protected close(): void {
    this.dialog().nativeElement.close();
  }

  /** What was chosen happens after the dialog has given the focus back: whatever it opens then takes it from there. */
  protected gone(): void {
    this.closed.emit();
    this.chosen?.run();
  }

  protected retry(): void {
    this.store.retry();
    this.field().nativeElement.focus();
  }
}
