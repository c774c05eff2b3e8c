import { NgTemplateOutlet } from '@angular/common';
import {
  ChangeDetectionStrategy,
  Component,
  Directive,
  TemplateRef,
  computed,
  contentChildren,
  inject,
  input,
  output,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import { OvIcon } from '../ui/icon';
import { sortMark, toggleSort } from './sort';

/** One column. `sort` names the API's sort word (`name` stands for `name` and `-name`). */
export interface Column {
  key: string;
  label: string;
  align?: 'start' | 'end';
  sort?: string;
  /** For columns of buttons: named for screen readers, not shown. */
  isLabelHidden?: boolean;
}

/** The cell of a column: `<ng-template ovCell="name" [of]="rows" let-row>`; `of` gives `row` its type. */
@Directive({ selector: 'ng-template[ovCell]' })
export class OvCell<T> {
  readonly ovCell = input.required<string>();
  readonly of = input.required<readonly T[]>();
  readonly template = inject<TemplateRef<{ $implicit: T }>>(TemplateRef);

  static ngTemplateContextGuard<T>(_cell: OvCell<T>, _context: unknown): _context is { $implicit: T } {
    return true;
  }
}

/** A dense table: sticky head, sortable columns, rows that lead somewhere; on a phone each row becomes a small list. */
@Component({
  selector: 'ov-table',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [NgTemplateOutlet, OvIcon, RouterLink],
  host: { '[attr.data-density]': 'density()', '[attr.aria-busy]': 'isLoading() ? "true" : null' },
  templateUrl: './table.html',
})
export class OvTable<T extends { id: string }> {
  readonly caption = input.required<string>();
  readonly columns = input.required<readonly Column[]>();
  readonly rows = input.required<readonly T[]>();
  readonly density = input<'normal' | 'compact'>('normal');
  readonly isLoading = input(false);
  /** The API's sort word in force, with `-` in front for descending. */
  readonly sort = input<string | null>(null);
  readonly sortChange = output<string>();
  /** Where a row leads; its first cell with a shown label becomes the link. */
  readonly rowLink = input<((row: T) => readonly string[] | null) | null>(null);

  /** The query that goes with it. */
  readonly rowQuery = input<((row: T) => Readonly<Record<string, string>> | null) | null>(null);

  private readonly cells = contentChildren<OvCell<T>>(OvCell);
  protected readonly templates = computed(() => new Map(this.cells().map((cell) => [cell.ovCell(), cell.template])));
  protected readonly linkKey = computed(() => this.columns().find((column) => !column.isLabelHidden)?.key);
  protected readonly sortMark = sortMark;

  protected linkOf(row: T): readonly string[] | null {
    return this.rowLink()?.(row) ?? null;
  }

  protected sortBy(word: string): void {
    this.sortChange.emit(toggleSort(this.sort(), word));
  }

  /** A click anywhere in the row follows its link, unless it was on a control or selects text. */
  protected follow(event: MouseEvent): void {
    const { target, currentTarget } = event;
    if (!(target instanceof HTMLElement) || !(currentTarget instanceof HTMLElement)) return;
    if (target.closest('a, button, input, label, select') || getSelection()?.toString()) return;
    currentTarget.querySelector<HTMLAnchorElement>('.ov-row-link')?.click();
  }

  /** Arrow keys walk from row link to row link. */
  protected walk(event: KeyboardEvent): void {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0 || !(event.currentTarget instanceof HTMLElement)) return;
    const links = Array.from(event.currentTarget.querySelectorAll<HTMLElement>('.ov-row-link'));
    const at = links.findIndex((link) => link === event.target);
    const next = at < 0 ? undefined : links[at + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  }
}
