import { Injectable, computed, inject } from '@angular/core';
import type { UsageEvent, UsageHistory } from '@orbisvoice/shared-dto';
import { USAGE_EVENT_STATES } from '@orbisvoice/shared-dto/values';
import type { ChartPoint } from '@orbisvoice/shared-ui/charts';
import { SessionStore, apiResource, keysetList, oneOf, urlState } from '@orbisvoice/shared-ui/core';
import { formatDay } from '@orbisvoice/shared-ui/format';
import { dayRange } from '../../core/day-range';
import type { FileFilters } from '../../core/list-export';
import { BillingApi } from './billing.api';
import { BillingStore } from './billing.store';

/** Use by day, and the evidence for it as the address asks for it. */
@Injectable()
export class UsageStore {
  private readonly api = inject(BillingApi);
  private readonly session = inject(SessionStore);
  private readonly billing = inject(BillingStore);

  readonly url = urlState({ state: '', from: '', to: '', invoiceId: '' });
  readonly history = apiResource<UsageHistory>(() => this.api.history());
  private readonly filters = computed(() => {
    const { state, from, to, invoiceId } = this.url.value();
    return { ...dayRange(from, to, this.session.timeZone()), state: oneOf(state, USAGE_EVENT_STATES), invoiceId };
  });
  readonly events = keysetList<UsageEvent>(() => this.api.usageEvents(this.filters()));
  /** Without days and without an invoice the list is of the current period: a file has to be told when it began. */
  readonly file = computed(() => {
    const { from, to, ...rest } = this.filters();
    if (from !== undefined || to !== undefined || rest.invoiceId) return (): FileFilters => ({ from, to, ...rest });
    const usage = this.billing.subscription.value()?.usage;
    return usage ? (): FileFilters => ({ from: usage.periodStart, ...rest }) : null;
  });
  readonly points = computed<ChartPoint[]>(() =>
    (this.history.value()?.items ?? []).map(({ day, count }) => ({ label: formatDay(day), value: count })),
  );
  readonly isQuiet = computed(() => this.points().every(({ value }) => value === 0));
}
