import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { REFERRAL_STATUSES } from '@orbisvoice/shared-dto/values';
import { OvCell, OvClearFilters, OvLeaveFocus, OvPager, OvTable, type Column } from '@orbisvoice/shared-ui/data';
import { OvAsync, OvEmpty, OvReady } from '@orbisvoice/shared-ui/feedback';
import { OvDatePipe, formatNumber } from '@orbisvoice/shared-ui/format';
import { OvPageHeader } from '@orbisvoice/shared-ui/layout';
import { OvBadge, OvButton, OvCard, OvCopyButton, OvSelect, OvStat, type Option } from '@orbisvoice/shared-ui/ui';
import { DayFilter } from '../../../core/day-filter';
import { ListExport } from '../../../core/list-export';
import { channelLabel } from '../../../core/referral-channel';
import { TraitChips } from '../../../core/trait-chips';
import { ReferralsStore } from '../referrals.store';
import { S } from '../referrals.strings';
import { REFERRAL_LABELS } from '../../../core/row-labels';
import { ChannelLink } from '../ui/channel-link';

const COLUMNS: readonly Column[] = [
  { key: 'company', label: S.columns.company },
  { key: 'channel', label: S.columns.channel },
  { key: 'status', label: S.columns.status },
  { key: 'signedUp', label: S.columns.signedUp },
  { key: 'converted', label: S.columns.converted },
];
const STATUSES: readonly Option[] = [
  { value: '', label: S.filters.all },
  ...REFERRAL_STATUSES.map((value) => ({ value, label: REFERRAL_LABELS[value].label })),
];

/** The link to share, and what came of it. */
@Component({
  selector: 'ov-referrals-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    ChannelLink,
    DayFilter,
    ListExport,
    OvAsync,
    OvBadge,
    OvButton,
    OvCard,
    OvCell,
    OvClearFilters,
    OvCopyButton,
    OvDatePipe,
    OvEmpty,
    OvLeaveFocus,
    OvPageHeader,
    OvPager,
    OvReady,
    OvSelect,
    OvStat,
    OvTable,
    RouterLink,
    TraitChips,
  ],
  providers: [ReferralsStore],
  template: `
    @let filter = store.url.value();
    @let days = store.span.days();
    @let back = store.back();
    <ov-page-header [heading]="s.heading" [text]="s.text" [backLink]="back?.link ?? null" [backLabel]="back?.label ?? ''" />
    <div class="ov-stack">
      <ov-async [of]="store.code" kind="block" [lines]="1">
        <ng-template [ovReady]="store.code" let-now>
          <div class="account-pair">
            <ov-card [heading]="s.link">
              <ov-copy-button ovCardActions variant="strong" [text]="now.url" [what]="s.linkWhat" />
              <code class="ov-code">{{ now.url }}</code>
              <p class="ov-row ov-small referral-code">
                <span class="ov-muted">{{ s.code }}</span> <code>{{ now.code }}</code>
              </p>
            </ov-card>
            <section class="ov-stat-strip">
              <ov-stat [label]="s.signedUp" [value]="number(now.signedUp)" />
              <ov-stat [label]="s.converted" [value]="number(now.converted)" />
            </section>
            <ov-channel-link [url]="now.url" />
          </div>
        </ng-template>
      </ov-async>
      <ov-card isFlush [heading]="s.list">
        <a ovCardActions ov-button size="s" variant="ghost" routerLink="/referrals/visits">{{ s.visits.open }}</a>
        <ov-list-export ovCardActions size="s" dataset="referrals" [filters]="store.file" />
        <div class="ov-filters">
          <ov-select
            [label]="s.filters.status"
            [options]="statusOptions"
            [value]="filter.status"
            (valueChange)="store.url.patch({ status: $event })"
          />
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
        <ov-async [of]="store.referrals">
          <ng-template [ovReady]="store.referrals" let-page>
            @if (page.items.length > 0) {
              <ov-table [caption]="s.list" [columns]="columns" [rows]="page.items" [isLoading]="store.referrals.isLoading()">
                <ng-template ovCell="company" [of]="page.items" let-row
                  ><b>{{ row.company }}</b></ng-template
                >
                <ng-template ovCell="channel" [of]="page.items" let-row>{{ channel(row.channel) }}</ng-template>
                <ng-template ovCell="status" [of]="page.items" let-row>
                  <ov-badge [tone]="statuses[row.status].tone">{{ statuses[row.status].label }}</ov-badge>
                </ng-template>
                <ng-template ovCell="signedUp" [of]="page.items" let-row>{{ row.signedUpAt | ovDate }}</ng-template>
                <ng-template ovCell="converted" [of]="page.items" let-row>{{ row.convertedAt | ovDate }}</ng-template>
              </ov-table>
              <ov-pager
                [page]="page.page"
                [pageSize]="page.pageSize"
                [total]="page.total"
                (pageChange)="store.url.patch({ page: $event })"
              />
            } @else if (store.url.isFiltered()) {
              <ov-empty icon="search" [heading]="s.filters.none" [text]="s.filters.noneText">
                <button ov-button ovLeaveFocus type="button" (click)="store.url.clear()">{{ s.filters.clear }}</button>
              </ov-empty>
            } @else {
              <ov-empty icon="gift" [heading]="s.empty.heading" [text]="s.empty.text" />
            }
          </ng-template>
        </ov-async>
      </ov-card>
    </div>
  `,
})
export default class ReferralsPage {
  protected readonly store = inject(ReferralsStore);
  protected readonly s = S;
  protected readonly columns = COLUMNS;
  protected readonly channel = channelLabel;
  protected readonly statuses = REFERRAL_LABELS;
  protected readonly statusOptions = STATUSES;
  protected readonly number = formatNumber;
}
