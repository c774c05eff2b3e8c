import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { MRR_MOVEMENT_KINDS } from '@orbisvoice/shared-dto/values';
import { type Column, OvCell, OvTable } from '@orbisvoice/shared-ui/data';
import { formatMoney } from '@orbisvoice/shared-ui/format';
import { OvPageHeader } from '@orbisvoice/shared-ui/layout';
import { OvBadge, OvCard } from '@orbisvoice/shared-ui/ui';
import { monthName } from '../../../core/dates';
import { MOVEMENT_NAMES } from '../../../core/movement.strings';
import { offerListKeys } from '../../../core/page-keys';
import { type FilterTab, FilterTabs } from '../../../ui/filter-tabs';
import { KeysetPart } from '../../../ui/keyset-part';
import { Problem } from '../../../ui/problem';
import { Refresh } from '../../../ui/refresh';
import { Stale } from '../../../ui/stale';
import { UtcTime } from '../../../ui/utc-time';
import { RevenueRowsStore } from '../revenue-rows.store';
import { REVENUE_ROWS } from '../revenue.strings';

const COLUMNS: readonly Column[] = [
  { key: 'tenant', label: REVENUE_ROWS.columns.tenant },
  { key: 'kind', label: REVENUE_ROWS.columns.kind },
  { key: 'before', label: REVENUE_ROWS.columns.before, align: 'end' },
  { key: 'after', label: REVENUE_ROWS.columns.after, align: 'end' },
  { key: 'amount', label: REVENUE_ROWS.columns.amount, align: 'end' },
  { key: 'at', label: REVENUE_ROWS.columns.at },
];
const TABS: readonly FilterTab[] = [
  { value: '', label: REVENUE_ROWS.all, count: null },
  ...MRR_MOVEMENT_KINDS.map((kind) => ({ value: kind, label: MOVEMENT_NAMES[kind].label, count: null })),
];

/** The tenants whose revenue moved in a month. */
@Component({
  selector: 'oc-revenue-rows-page',
  imports: [FilterTabs, KeysetPart, OvBadge, OvCard, OvCell, OvPageHeader, OvTable, Problem, Refresh, RouterLink, Stale, UtcTime],
  providers: [RevenueRowsStore],
  templateUrl: './revenue-rows.page.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RevenueRowsPage {
  protected readonly words = REVENUE_ROWS;
  protected readonly columns = COLUMNS;
  protected readonly tabs = TABS;
  protected readonly names = MOVEMENT_NAMES;
  protected readonly store = inject(RevenueRowsStore);
  protected readonly list = this.store.list;
  protected readonly shown = this.store.shown;
  protected readonly heading = computed(() => REVENUE_ROWS.title(nameOf(this.store.month())));
  protected readonly rows = computed(() => (this.shown.value()?.items ?? []).map((row) => ({ ...row, id: row.tenantId })));
  /** The list is of one currency: the one that is asked for without saying. */
  protected readonly money = (cents: number): string => formatMoney(cents, 'usd');

  constructor() {
    offerListKeys(() => this.list.reload());
  }
}

/** What stands in an address may be anything. */
const nameOf = (month: string): string => (Number.isNaN(Date.parse(`${month}-01`)) ? month : monthName(month));
