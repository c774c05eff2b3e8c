import { computed, inject, Injectable } from '@angular/core';
import type { RevenueRowQuery } from '@orbisvoice/shared-dto';
import { PLAN_CODES, REVENUE_LIST_SHAPES, REVENUE_LISTS } from '@orbisvoice/shared-dto/values';
import { fileExport, oneOf, urlState } from '@orbisvoice/shared-ui/core';
import { fieldFaults } from '../../core/field-faults';
import { keepLast } from '../../core/keep-last';
import { BillingApi } from './billing.api';
import { REVENUE_FIELDS } from './revenue.strings';
import { type RevenueOrigin, USUAL_SCOPE } from './revenue-view';

const PAGE_SIZE = 50;

/** The rows behind a figure: the list, its time, zone and money, and the kind of rows are in the address. */
@Injectable()
export class RevenueRowsStore {
  private readonly api = inject(BillingApi);
  readonly place = urlState({ of: '', month: '', to: '', plan: '', ...USUAL_SCOPE });
  readonly filter = urlState({ kind: '' });
  private readonly report = urlState({ reportFrom: '', reportTo: '' });
  /** The report that led here: its zone and money are those of the rows, its months its own. */
  readonly origin = computed<RevenueOrigin>(() => {
    const { timeZone, currency } = this.place.value();
    const { reportFrom, reportTo } = this.report.value();
    return { timeZone, currency, from: reportFrom, to: reportTo };
  });
  readonly of = computed(() => oneOf(this.place.value().of, REVENUE_LISTS) ?? 'movements');
  readonly shape = computed(() => REVENUE_LIST_SHAPES[this.of()]);
  readonly kind = computed(() => oneOf(this.filter.value().kind, this.shape().kinds));
  readonly plan = computed(() => oneOf(this.place.value().plan, PLAN_CODES));
  private readonly asked = computed<Omit<RevenueRowQuery, 'cursor' | 'pageSize'>>(() => {
    const { month, to, timeZone, currency } = this.place.value();
    const [kind, plan] = [this.kind(), this.plan()];
    return { of: this.of(), ...(month && { month }), ...(to && { to }), ...(kind && { kind }), ...(plan && { plan }), timeZone, currency };
  });
  readonly list = this.api.revenueRows(computed(() => ({ ...this.asked(), pageSize: PAGE_SIZE })));
  readonly shown = keepLast(this.list, this.asked);
  /** What is wrong with what the address asks for, in the server's words: to try again would not help. */
  readonly fault = computed(() => fieldFaults(this.shown.problem() ?? this.shown.stale()?.problem, REVENUE_FIELDS));

  readonly files = fileExport<'csv'>();

  /** Saves all rows of the list, as it is shown. */
  async export(): Promise<void> {
    await this.files.save('csv', `orbisvoice-revenue-${this.of().replace('_', '-')}.csv`, () => this.api.exportRevenueRows(this.asked()));
  }
}
