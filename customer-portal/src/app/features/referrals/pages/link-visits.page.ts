import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { OvCell, OvClearFilters, OvLeaveFocus, OvPager, OvTable, type Column } from '@orbisvoice/shared-ui/data';
import { OvAsync, OvEmpty, OvReady } from '@orbisvoice/shared-ui/feedback';
import { OvDatePipe } from '@orbisvoice/shared-ui/format';
import { OvPageHeader } from '@orbisvoice/shared-ui/layout';
import { OvButton, OvCard } from '@orbisvoice/shared-ui/ui';
import { DayFilter } from '../../../core/day-filter';
import { ListExport } from '../../../core/list-export';
import { channelLabel } from '../../../core/referral-channel';
import { TraitChips } from '../../../core/trait-chips';
import { LinkVisitsStore } from '../referrals.store';
import { S } from '../referrals.strings';

const COLUMNS: readonly Column[] = [
  { key: 'at', label: S.visits.columns.at },
  { key: 'channel', label: S.visits.columns.channel },
];

/** Visits to the link of the workspace, newest first, filtered by the address. */
@Component({
  selector: 'ov-link-visits-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    DayFilter,
    ListExport,
    OvAsync,
    OvButton,
    OvCard,
    OvCell,
    OvClearFilters,
    OvDatePipe,
    OvEmpty,
    OvLeaveFocus,
    OvPageHeader,
    OvPager,
    OvReady,
    OvTable,
    TraitChips,
  ],
  providers: [LinkVisitsStore],
  template: `
    @let days = store.span.days();
    @let back = store.back();
    <ov-page-header
      [heading]="s.visits.heading"
      [text]="s.visits.text"
      [backLink]="back?.link ?? '/referrals'"
      [backLabel]="back?.label ?? s.heading"
    >
      <ov-list-export ovHeaderActions dataset="referral_visits" [filters]="store.file" />
    </ov-page-header>
    <ov-card isFlush>
      <div class="ov-filters">
        <span class="day-range">
          <ov-day-filter [label]="s.filters.from" [value]="days.from" (valueChange)="store.span.set({ from: $event })" />
          <ov-day-filter [label]="s.filters.to" [value]="days.to" (valueChange)="store.span.set({ to: $event })" />
        </span>
        @if (store.zone(); as zone) {
          <span class="ov-small ov-muted">{{ s.filters.zone(zone) }}</span>
        }
        <ov-trait-chips [traits]="store.traits()" (remove)="store.widen($event)" />
        <ov-clear-filters [isFiltered]="store.url.isFiltered()" (cleared)="store.url.clear()" />
      </div>
      <ov-async [of]="store.visits">
        <ng-template [ovReady]="store.visits" let-page>
          @if (rows().length > 0) {
            <ov-table
              density="compact"
              [caption]="s.visits.heading"
              [columns]="columns"
              [rows]="rows()"
              [isLoading]="store.visits.isLoading()"
            >
              <ng-template ovCell="at" [of]="rows()" let-row>
                <time [attr.datetime]="row.visitedAt" [title]="row.visitedAt | ovDate: 'exact'">{{ row.visitedAt | ovDate: 'time' }}</time>
              </ng-template>
              <ng-template ovCell="channel" [of]="rows()" let-row>{{ channel(row.channel) }}</ng-template>
            </ov-table>
            <ov-pager [page]="page.page" [pageSize]="page.pageSize" [total]="page.total" (pageChange)="store.url.patch({ page: $event })" />
          } @else if (store.url.isFiltered()) {
            <ov-empty icon="search" [heading]="s.visits.none" [text]="s.filters.noneText">
              <button ov-button ovLeaveFocus type="button" (click)="store.url.clear()">{{ s.filters.clear }}</button>
            </ov-empty>
          } @else {
            <ov-empty icon="gift" [heading]="s.visits.empty" [text]="s.visits.emptyText" />
          }
        </ng-template>
      </ov-async>
    </ov-card>
  `,
})
export default class LinkVisitsPage {
  protected readonly store = inject(LinkVisitsStore);
  protected readonly s = S;
  protected readonly columns = COLUMNS;
  protected readonly channel = channelLabel;
  /** A visit has nothing of its own to be told by but its place on the page. */
  protected readonly rows = computed(() => (this.store.visits.value()?.items ?? []).map((row, index) => ({ ...row, id: String(index) })));
}
