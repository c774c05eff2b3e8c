import { computed, inject, Injectable } from '@angular/core';
import type { RevenueQuery } from '@orbisvoice/shared-dto';
import type { RevenueFormat } from '@orbisvoice/shared-dto/values';
import { fileExport, urlState } from '@orbisvoice/shared-ui/core';
import { viewerZone } from '../../core/dates';
import { fieldFaults } from '../../core/field-faults';
import { keepLast } from '../../core/keep-last';
import { BillingApi } from './billing.api';
import { REVENUE_FIELDS } from './revenue.strings';
import { currencyChoices, hasRevenue, lastFinished, USUAL_SCOPE, zoneChoices } from './revenue-view';

/** The revenue report of the months that the address holds; without them the last twelve. */
@Injectable()
export class RevenueStore {
  private readonly api = inject(BillingApi);
  readonly span = urlState({ from: '', to: '', ...USUAL_SCOPE });
  private readonly query = computed<RevenueQuery>(() => {
    const { from, to, timeZone, currency } = this.span.value();
    return { ...(from && { from }), ...(to && { to }), timeZone, currency };
  });
  readonly report = keepLast(this.api.revenue(this.query), this.query);
  /** What is wrong with the months asked for, in the server's words. */
  readonly spanFault = computed(() => fieldFaults(this.report.problem() ?? this.report.stale()?.problem, REVENUE_FIELDS));
  readonly zones = computed(() => zoneChoices([viewerZone(), this.span.value().timeZone]));
  readonly currencies = computed(() => currencyChoices(this.span.value().currency, this.report.value()?.otherCurrencies ?? []));
  readonly isEmpty = computed(() => {
    const report = this.report.value();
    return report !== undefined && !hasRevenue(report);
  });
  /** The month whose rates the tiles show. */
  readonly finished = computed(() => lastFinished(this.report.value()?.months ?? []));

  readonly files = fileExport<RevenueFormat>();

  /** Saves the report of the months, zone and money in the address. */
  async export(format: RevenueFormat): Promise<void> {
    await this.files.save(format, `orbisvoice-revenue.${format}`, () => this.api.exportRevenue({ ...this.query(), format }));
  }
}
