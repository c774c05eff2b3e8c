import { DestroyRef, DOCUMENT, ElementRef, inject, Injectable } from '@angular/core';
import { Router } from '@angular/router';
import { ShortcutService } from '@orbisvoice/shared-ui/core';
import { type Area, linkOf } from './area';
import { paletteKeys } from './palette-keys';
import { STRINGS } from './strings';

/** What the page in view offers to the shared keys. */
export interface PageActions {
  readonly search?: () => void;
  readonly refresh?: () => void;
}

/** The console's keys. `/` and `.` do what the page in view says; the others are the same everywhere. */
@Injectable({ providedIn: 'root' })
export class PageKeys {
  private readonly document = inject(DOCUMENT);
  private readonly router = inject(Router);
  private readonly shortcuts = inject(ShortcutService);
  private page: PageActions = {};

  /** What the page in view offers. */
  get current(): PageActions {
    return this.page;
  }

  /** Starts listening; the shell calls it once. `palette` opens the palette, which has keys of its own besides. */
  start(areas: readonly Area[], palette: () => void): void {
    const words = STRINGS.shortcuts;
    this.shortcuts.use([
      { keys: '/', label: words.search, run: () => this.page.search?.() },
      { keys: '.', label: words.refresh, run: () => this.page.refresh?.() },
      { keys: 'j', label: words.nextRow, run: () => this.moveRow(1) },
      { keys: 'k', label: words.previousRow, run: () => this.moveRow(-1) },
      { keys: 'x', label: words.selectRow, run: () => this.selectRow() },
      { keys: 'p', label: words.palette(paletteKeys()), run: palette },
      ...areas.map((area) => ({
        keys: `g ${area.key}`,
        label: words.goTo(area.label),
        run: () => void this.router.navigateByUrl(linkOf(area)),
      })),
    ]);
  }

  /** Offers a page's own actions to the keys, for as long as the page lives. */
  offer(actions: PageActions, destroyRef: DestroyRef): void {
    this.page = actions;
    destroyRef.onDestroy(() => {
      if (this.page === actions) this.page = {};
    });
  }

  /** Moves the focus along the rows of the list in view: a table's row links, or what marks itself with `data-row`. */
  private moveRow(step: 1 | -1): void {
    const rows = [...this.document.querySelectorAll<HTMLElement>('main :is([data-row], .ov-row-link)')];
    const at = rows.findIndex((row) => row === this.document.activeElement);
    const first = step > 0 ? 0 : rows.length - 1;
    rows[at < 0 ? first : at + step]?.focus();
  }

  /** Ticks the box of the row that has the focus. */
  private selectRow(): void {
    this.document.activeElement?.closest('tr')?.querySelector<HTMLInputElement>('input[data-select]')?.click();
  }
}

/** Offers the keys of a page with a list: the field one looks for something in, and another look. Call it in an injection context. */
export function offerListKeys(refresh: () => void, field = 'ov-search input'): void {
  const host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  inject(PageKeys).offer({ search: () => host.querySelector<HTMLElement>(field)?.focus(), refresh }, inject(DestroyRef));
}
