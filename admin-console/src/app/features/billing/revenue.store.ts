import { computed, inject, Injectable } from '@angular/core';
import type { RevenueQuery } from '@orbisvoice/shared-dto';
import { urlState } from '@orbisvoice/shared-ui/core';
import { viewerZone } from '../../core/dates';
import { keepLast } from '../../core/keep-last';
import { BillingApi } from './billing.api';
import { REVENUE } from './revenue.strings';
import { currencyChoices, hasRevenue, lastFinished, USUAL_SCOPE, zoneChoices } from './revenue-view';

/** The revenue report of the months that the address holds; without them the last twelve. */
@Injectable()
export class RevenueStore {
  readonly span = urlState({ from: '', to: '', ...USUAL_SCOPE });
  private readonly query = computed<Partial<RevenueQuery>>(() => {
    const { from, to, timeZone, currency } = this.span.value();
    return { ...(from && { from }), ...(to && { to }), timeZone, currency };
  });
  readonly report = keepLast(
    inject(BillingApi).revenue(this.query),
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
}
