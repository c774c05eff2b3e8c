import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
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

/** Keyset paging: there is a next piece, or there is not. */
@Component({
  selector: 'ov-load-more',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvButton],
  template: `
    <span role="status">{{ ui.shown(count()) }}{{ hasMore() ? '' : ' · ' + ui.allLoaded }}</span>
    @if (hasMore()) {
      <button ov-button type="button" size="s" [isLoading]="isLoading()" (click)="more.emit()">
        <span>{{ ui.loadMore }}</span>
      </button>
    }
  `,
})
export class OvLoadMore {
  readonly shown = input.required<number>();
  readonly hasMore = input.required<boolean>();
  readonly isLoading = input(false);
  readonly more = output<void>();
  protected readonly ui = UI;
  protected readonly count = computed(() => formatNumber(this.shown()));
}
