import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import type { KeysetList, KeysetPage } from '@orbisvoice/shared-ui/core';
import { OvLoadMore } from '@orbisvoice/shared-ui/data';
import { OvEmpty, OvNotice, OvSkeleton } from '@orbisvoice/shared-ui/feedback';
import { type IconName, OvButton } from '@orbisvoice/shared-ui/ui';
import { STRINGS } from '../core/strings';

/** What a list says while it holds nothing. */
export interface EmptyWords {
  readonly empty: string;
  readonly emptyText: string;
  readonly emptyFiltered: string;
  readonly emptyFilteredText: string;
}

/** A keyset list around its rows (projected): on its way, empty, filtered to nothing, and the way to more rows. */
@Component({
  selector: 'oc-keyset-part',
  imports: [OvButton, OvEmpty, OvLoadMore, OvNotice, OvSkeleton],
  template: `
    @if (page(); as now) {
      @if (now.items.length > 0) {
        <ng-content />
        @if (list().moreProblem(); as problem) {
          <ov-notice class="oc-inset" tone="danger">{{ problem.sentence }}</ov-notice>
        }
        <ov-load-more
          [shown]="now.items.length"
          [hasMore]="now.next !== null && !isStale()"
          [isLoading]="list().isLoadingMore()"
          (more)="list().loadMore()"
        />
      } @else if (isFiltered()) {
        <ov-empty icon="search" [heading]="words().emptyFiltered" [text]="words().emptyFilteredText">
          <button ov-button type="button" (click)="cleared.emit()">{{ clear }}</button>
        </ov-empty>
      } @else {
        <ov-empty [icon]="icon()" [heading]="words().empty" [text]="words().emptyText" />
      }
    } @else {
      <ov-skeleton [lines]="12" />
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class KeysetPart {
  readonly list = input.required<Pick<KeysetList<unknown>, 'moreProblem' | 'isLoadingMore' | 'loadMore'>>();
  /** What to show: what the list holds, or what was kept of it. */
  readonly page = input.required<KeysetPage<unknown> | undefined>();
  readonly words = input.required<EmptyWords>();
  readonly icon = input.required<IconName>();
  readonly isFiltered = input.required<boolean>();
  /** Rows that could not be read again have no trustworthy next piece. */
  readonly isStale = input(false);
  readonly cleared = output<void>();

  protected readonly clear = STRINGS.list.clear;
}
