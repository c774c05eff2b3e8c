import { computed, inject, Injectable, signal } from '@angular/core';
import type { RevenueQuery } from '@orbisvoice/shared-dto';
import type { RevenueFormat } from '@orbisvoice/shared-dto/values';
import { ApiProblem, urlState } from '@orbisvoice/shared-ui/core';
import { viewerZone } from '../../core/dates';
import { keepLast } from '../../core/keep-last';
import { saveFile } from '../../core/save-file';
import { BillingApi } from './billing.api';
import { REVENUE } from './revenue.strings';
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
  readonly report = keepLast(
    this.api.revenue(this.query),
    computed(() => JSON.stringify(this.query())),
  );
  /** What is wrong with the months asked for, in the server's words. */
  readonly spanFault = computed(() => {
    const fields = (this.report.problem() ?? this.report.stale()?.problem)?.fields ?? [];
    return fields.map(({ path, message }) => REVENUE.fault(path, message)).join(' ') || null;
  });
  readonly zones = computed(() => zoneChoices([viewerZone(), this.span.value().timeZone]));
  readonly currencies = computed(() => currencyChoices(this.span.value().currency, this.report.value()?.otherCurrencies ?? []));
  readonly isEmpty = computed(() => {
    const report = this.report.value();
    return report !== undefined && !hasRevenue(report);
  });
  /** The month whose rates the tiles show. */
  readonly finished = computed(() => lastFinished(this.report.value()?.months ?? []));

  /** The format that is on its way. */
  readonly exporting = signal<RevenueFormat | null>(null);
  readonly exportProblem = signal<ApiProblem | null>(null);

  /** Saves the report of the months, zone and money in the address. */
  async export(format: RevenueFormat): Promise<void> {
    this.exporting.set(format);
    this.exportProblem.set(null);
    try {
      saveFile(await this.api.exportRevenue({ ...this.query(), format }), `orbisvoice-revenue.${format}`);
    } catch (error) {
      this.exportProblem.set(ApiProblem.from(error));
    } finally {
      this.exporting.set(null);
    }
  }
}
