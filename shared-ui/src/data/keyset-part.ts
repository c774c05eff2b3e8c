import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import type { KeysetList } from '../core/keyset-list';
import { OvEmpty, OvNotice, OvSkeleton } from '../feedback/states';
import { OvButton } from '../ui/button';
import type { IconName } from '../ui/icons';
import { UI } from '../ui-strings';
import { OvLeaveFocus } from './leave-focus';
import { OvLoadMore } from './pager';

/** What a list says while it holds nothing. */
interface EmptyWords {
  readonly empty: string;
  readonly emptyText: string;
  readonly emptyFiltered: string;
  readonly emptyFilteredText: string;
}

/**
 * A keyset list around its rows (projected): on its way, empty, filtered to nothing, and the way to more rows. It takes the keyboard from what goes
 * away inside of it, so that whatever comes is read from its beginning.
 * What an unfiltered empty list offers is projected too: `ovEmptyBody` below the words, `ovEmptyActions` as its buttons.
 */
@Component({
  selector: 'ov-keyset-part',
  host: { role: 'group', tabindex: '-1', '[attr.aria-label]': 'label' },
  imports: [OvButton, OvEmpty, OvLeaveFocus, OvLoadMore, OvNotice, OvSkeleton],
  template: `
    @if (page(); as now) {
      @if (now.items.length > 0) {
        <ng-content />
        @if (list().moreProblem(); as problem) {
          <ov-notice tone="danger">{{ problem.sentence }}</ov-notice>
        }
        <ov-load-more
          [shown]="now.items.length"
          [hasMore]="now.next !== null"
          [isHeld]="isStale()"
          [isLoading]="list().isLoadingMore()"
          (more)="list().loadMore()"
        />
      } @else if (isFiltered()) {
        <ov-empty icon="search" [heading]="words().emptyFiltered" [text]="words().emptyFilteredText">
          <button ov-button ovLeaveFocus type="button" (click)="cleared.emit()">{{ clear }}</button>
        </ov-empty>
      } @else {
        <ov-empty [icon]="icon()" [heading]="words().empty" [text]="words().emptyText">
          <ng-content select="[ovEmptyBody]" ngProjectAs="[ovEmptyBody]" />
          <ng-content select="[ovEmptyActions]" />
        </ov-empty>
      }
    } @else {
      <ov-skeleton [lines]="12" />
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class OvKeysetPart {
  readonly list = input.required<Pick<KeysetList<unknown>, 'moreProblem' | 'isLoadingMore' | 'loadMore'>>();
  /** What to show: what the list holds, or what was kept of it. */
  readonly page = input.required<{ readonly items: readonly unknown[]; readonly next: string | null } | undefined>();
  readonly words = input.required<EmptyWords>();
  readonly icon = input.required<IconName>();
  readonly isFiltered = input.required<boolean>();
  /** Rows that could not be read again have no trustworthy next piece. */
  readonly isStale = input(false);
  readonly cleared = output<void>();

  protected readonly clear = UI.clearFilters;
  protected readonly label = UI.results;
}
