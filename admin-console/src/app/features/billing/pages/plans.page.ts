import { ChangeDetectionStrategy, Component, DestroyRef, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type Column, OvCell, OvTable } from '@orbisvoice/shared-ui/data';
import { OvEmpty, OvNotice, OvSkeleton } from '@orbisvoice/shared-ui/feedback';
import { formatMoney, formatNumber } from '@orbisvoice/shared-ui/format';
import { OvPageHeader } from '@orbisvoice/shared-ui/layout';
import { OvBadge, OvCard, OvCopyButton } from '@orbisvoice/shared-ui/ui';
import { PageKeys } from '../../../core/page-keys';
import { Problem } from '../../../ui/problem';
import { Refresh } from '../../../ui/refresh';
import { Stale } from '../../../ui/stale';
import { formatMicros } from '../plan-rows';
import { PlansStore } from '../plans.store';
import { PLANS, PRICE_STATE_NAMES, PRICE_STATE_TONES } from '../plans.strings';

const COLUMNS: readonly Column[] = [
  { key: 'plan', label: PLANS.columns.plan },
  { key: 'month', label: PLANS.columns.month, align: 'end' },
  { key: 'year', label: PLANS.columns.year, align: 'end' },
  { key: 'overage', label: PLANS.columns.overage, align: 'end' },
  { key: 'limit', label: PLANS.columns.limit, align: 'end' },
  { key: 'tenants', label: PLANS.columns.tenants, align: 'end' },
  { key: 'mrr', label: PLANS.columns.mrr, align: 'end' },
  { key: 'stripe', label: PLANS.columns.stripe },
];

/** The plans as sold, beside what Stripe has for each of their prices. */
@Component({
  selector: 'oc-plans-page',
  imports: [
    OvBadge,
    OvCard,
    OvCell,
    OvCopyButton,
    OvEmpty,
    OvNotice,
    OvPageHeader,
    OvSkeleton,
    OvTable,
    Problem,
    Refresh,
    RouterLink,
    Stale,
  ],
  providers: [PlansStore],
  templateUrl: './plans.page.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PlansPage {
  protected readonly words = PLANS;
  protected readonly columns = COLUMNS;
  protected readonly names = PRICE_STATE_NAMES;
  protected readonly tones = PRICE_STATE_TONES;
  protected readonly money = formatMoney;
  protected readonly micros = formatMicros;
  protected readonly number = formatNumber;
  protected readonly store = inject(PlansStore);
  protected readonly list = this.store.list;

  constructor() {
    inject(PageKeys).offer({ refresh: () => this.list.reload() }, inject(DestroyRef));
  }
}
