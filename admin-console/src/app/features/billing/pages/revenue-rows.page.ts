import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { RevenueRow } from '@orbisvoice/shared-dto';
import { MRR_MOVEMENT_KINDS, type RevenueColumn } from '@orbisvoice/shared-dto/values';
import { oneOf } from '@orbisvoice/shared-ui/core';
import { OvCell, OvKeysetPart, OvTable, type Column } from '@orbisvoice/shared-ui/data';
import { OvNotice } from '@orbisvoice/shared-ui/feedback';
import { formatMoney } from '@orbisvoice/shared-ui/format';
import { OvPageHeader } from '@orbisvoice/shared-ui/layout';
import { OvBadge, OvButton, OvCard, OvIcon, type Tone } from '@orbisvoice/shared-ui/ui';
import { monthName } from '../../../core/dates';
import { FaultNotice } from '../../../ui/fault-notice';
import { MOVEMENT_NAMES } from '../../../core/movement.strings';
import { offerListKeys } from '../../../core/page-keys';
import { type FilterTab, FilterTabs } from '../../../ui/filter-tabs';
import { Problem } from '../../../ui/problem';
import { Refresh } from '../../../ui/refresh';
import { Stale } from '../../../ui/stale';
import { UtcTime } from '../../../ui/utc-time';
import { RevenueRowsStore } from '../revenue-rows.store';
import { REVENUE } from '../revenue.strings';
import { REVENUE_ROWS } from '../revenue-rows.strings';
import { reportQuery, USUAL_SCOPE } from '../revenue-view';

const FIGURES: readonly RevenueColumn[] = ['before', 'after', 'amount'];

/** The rows that a figure of the revenue page is made of. */
@Component({
  selector: 'oc-revenue-rows-page',
  imports: [
    FaultNotice,
    FilterTabs,
    OvBadge,
    OvButton,
    OvCard,
    OvCell,
    OvIcon,
    OvKeysetPart,
    OvNotice,
    OvPageHeader,
    OvTable,
    Problem,
    Refresh,
    RouterLink,
    Stale,
    UtcTime,
  ],
  providers: [RevenueRowsStore],
  templateUrl: './revenue-rows.page.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RevenueRowsPage {
  private readonly router = inject(Router);
  protected readonly words = REVENUE_ROWS;
  protected readonly report = REVENUE;
  protected readonly store = inject(RevenueRowsStore);
  protected readonly list = this.store.list;
  protected readonly shown = this.store.shown;
  private readonly listWords = computed(() => REVENUE_ROWS.lists[this.store.of()]);
  protected readonly columns = computed<readonly Column[]>(() =>
    this.store.shape().columns.map((key) => ({
      key,
      label: this.listWords().columns[key] ?? REVENUE_ROWS.columns[key],
      ...(FIGURES.includes(key) && { align: 'end' as const }),
    })),
  );
  protected readonly tabs = computed<readonly FilterTab[]>(() => [
    { value: '', label: REVENUE_ROWS.all, count: null },
    ...this.store.shape().kinds.map((kind) => ({ value: kind, label: REVENUE_ROWS.kinds[kind], count: null })),
  ]);
  protected readonly heading = computed(() => {
    const { month, to } = this.store.place.value();
    if (!isMonth(month) || (to !== '' && !isMonth(to))) return this.listWords().title('');
    const isSpan = to !== '' && to !== month && this.store.of() !== 'cohort';
    return this.listWords().title(isSpan ? REVENUE_ROWS.span(nameOf(month), nameOf(to)) : nameOf(month));
  });
  /** What the list is, and what of it is shown. */
  protected readonly text = computed(() => {
    const { to, timeZone } = this.store.place.value();
    const plan = this.store.plan();
    return [
      this.listWords().intro,
      ...(to && this.store.of() === 'cohort' ? [REVENUE_ROWS.seenIn(nameOf(to))] : []),
      ...(plan ? [REVENUE_ROWS.ofPlan(plan)] : []),
      ...(timeZone === USUAL_SCOPE.timeZone ? [] : [REVENUE_ROWS.zone(timeZone)]),
    ].join(' ');
  });
  /** The report as it was left. */
  protected readonly back = computed(() =>
    this.router.createUrlTree(['/billing/revenue'], { queryParams: reportQuery(this.store.origin()) }),
  );
  protected readonly rows = computed(() => this.shown.value()?.items ?? []);
  protected readonly nameOf = nameOf;

  constructor() {
    offerListKeys(() => this.list.reload());
  }

  protected money(cents: number | null): string {
    return formatMoney(cents, this.store.place.value().currency);
  }

  /** A movement has the colour of how good it is; of the rest money that came is good. */
  protected tone({ kind }: RevenueRow): Tone {
    const movement = oneOf(kind ?? '', MRR_MOVEMENT_KINDS);
    if (movement) return MOVEMENT_NAMES[movement].tone;
    return kind === 'paid' ? 'success' : 'warning';
  }
}

/** What stands in an address may be anything. */
const isMonth = (month: string): boolean => !Number.isNaN(Date.parse(`${month}-01T00:00:00Z`));
const nameOf = (month: string): string => (isMonth(month) ? monthName(month) : month);
