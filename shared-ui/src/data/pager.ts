import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  Injector,
  input,
  output,
  viewChild,
} from '@angular/core';
import { formatNumber } from '../format/number';
import { OvButton } from '../ui/button';
import { UI } from '../ui-strings';

/** Offset paging: which rows of how many, and the way to the others. */
@Component({
  selector: 'ov-pager',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvButton],
  template: `
    <span role="status">{{ range() }}</span>
    @if (pages() > 1) {
      <span class="ov-row">
        <button ov-button type="button" size="s" [disabled]="page() <= 1" (click)="pageChange.emit(page() - 1)">{{ ui.previous }}</button>
        <button ov-button type="button" size="s" [disabled]="page() >= pages()" (click)="pageChange.emit(page() + 1)">{{ ui.next }}</button>
      </span>
    }
  `,
})
export class OvPager {
  readonly page = input.required<number>();
  readonly pageSize = input.required<number>();
  readonly total = input.required<number>();
  readonly pageChange = output<number>();
  protected readonly ui = UI;
  protected readonly pages = computed(() => Math.max(1, Math.ceil(this.total() / this.pageSize())));
  protected readonly range = computed(() => {
    const first = this.total() === 0 ? 0 : (this.page() - 1) * this.pageSize() + 1;
    const last = Math.min(this.total(), this.page() * this.pageSize());
    return UI.pagerOf(formatNumber(first), formatNumber(last), formatNumber(this.total()));
  });
}

/**
 * Keyset paging: there is a next piece, or there is not. Where the button goes away under the keyboard, the first row that it brought is next,
 * or the line that says that this is all.
 */
@Component({
  selector: 'ov-load-more',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvButton],
  template: `
    <span #status role="status" tabindex="-1">{{ ui.shown(count()) }}{{ hasMore() ? '' : ' · ' + ui.allLoaded }}</span>
    @if (isOffered()) {
      <button ov-button type="button" size="s" [isLoading]="isLoading()" (click)="ask()">
        <span>{{ ui.loadMore }}</span>
      </button>
    }
  `,
})
export class OvLoadMore {
  readonly shown = input.required<number>();
  readonly hasMore = input.required<boolean>();
  /** There is more, but what is shown must be read anew first. */
  readonly isHeld = input(false);
  readonly isLoading = input(false);
  readonly more = output<void>();
  protected readonly ui = UI;
  protected readonly count = computed(() => formatNumber(this.shown()));
  protected readonly isOffered = computed(() => this.hasMore() && !this.isHeld());
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly status = viewChild.required<ElementRef<HTMLElement>>('status');
  /** How many rows there were when more were asked for. */
  private before = 0;

  constructor() {
    const injector = inject(Injector);
    effect(() => {
      // effects run before the view is brought up to date: what is about to go still has the focus
      if (this.isOffered() || document.activeElement === null || !this.host.contains(document.activeElement)) return;
      afterNextRender(() => this.moveOn(), { injector });
    });
  }

  protected ask(): void {
    this.before = this.shown();
    this.more.emit();
  }

  private moveOn(): void {
    const rows = this.host.parentElement?.querySelectorAll('ov-table tbody > tr') ?? [];
    // another count of rows: not the table that the pieces are of; where there is still more, no piece came
    const row = rows.length === this.shown() && !this.hasMore() ? rows[this.before] : undefined;
    (row?.querySelector<HTMLElement>('a, button') ?? this.status().nativeElement).focus();
  }
}
