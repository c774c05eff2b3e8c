import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { STAFF_CHANGE_STATUSES } from '@orbisvoice/shared-dto/values';
import { OvKeysetPart } from '@orbisvoice/shared-ui/data';
import { OvPageHeader } from '@orbisvoice/shared-ui/layout';
import { OvCard } from '@orbisvoice/shared-ui/ui';
import { offerListKeys } from '../../../core/page-keys';
import { type FilterTab, FilterTabs } from '../../../ui/filter-tabs';
import { Problem } from '../../../ui/problem';
import { Refresh } from '../../../ui/refresh';
import { Stale } from '../../../ui/stale';
import { StaffStore } from '../staff.store';
import { CHANGE_NAMES, STAFF, USER } from '../users.strings';
import { StaffChangeCard } from '../ui/staff-change-card';

const TABS: readonly FilterTab[] = [
  { value: '', label: STAFF.all, count: null },
  ...STAFF_CHANGE_STATUSES.map((value) => ({ value, label: CHANGE_NAMES[value], count: null })),
];

/** Changes of who is staff: what waits for the reader, and what became of the others. */
@Component({
  selector: 'oc-staff-page',
  imports: [FilterTabs, OvCard, OvKeysetPart, OvPageHeader, Problem, Refresh, StaffChangeCard, Stale],
  providers: [StaffStore],
  template: `
    <ov-page-header [heading]="words.title" [text]="words.intro + ' ' + alone">
      <oc-refresh ovHeaderActions [isLoading]="list.isLoading()" (refreshed)="list.reload()" />
    </ov-page-header>
    @if (shown.stale(); as stale) {
      <oc-stale class="oc-pulse" [of]="stale" (retry)="list.reload()" />
    }
    <ov-card isFlush>
      <oc-filter-tabs param="status" [label]="words.tabs" [tabs]="tabs" [current]="store.status() ?? ''" />
      @if (shown.problem(); as problem) {
        <oc-problem [problem]="problem" (retry)="list.reload()" />
      } @else {
        <ov-keyset-part
          icon="shield"
          [list]="list"
          [page]="shown.value()"
          [words]="words"
          [isFiltered]="store.status() !== undefined"
          [isStale]="shown.stale() !== null"
          (cleared)="store.filter.clear()"
        >
          @if (shown.value(); as page) {
            <ol role="list" class="oc-changes" [attr.aria-label]="words.caption">
              @for (change of page.items; track change.id) {
                <li><oc-staff-change [change]="change" (changed)="list.reload()" /></li>
              }
            </ol>
          }
        </ov-keyset-part>
      }
    </ov-card>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class StaffPage {
  protected readonly words = STAFF;
  protected readonly alone = USER.alone;
  protected readonly tabs = TABS;
  protected readonly store = inject(StaffStore);
  protected readonly list = this.store.list;
  protected readonly shown = this.store.shown;

  constructor() {
    offerListKeys(() => this.list.reload());
  }
}
