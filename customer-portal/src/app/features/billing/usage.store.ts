import { Injectable, computed, inject } from '@angular/core';
import type { UsageEvent, UsageHistory } from '@orbisvoice/shared-dto';
import { USAGE_EVENT_STATES } from '@orbisvoice/shared-dto/values';
import type { ChartPoint } from '@orbisvoice/shared-ui/charts';
import { SessionStore, apiResource, keysetList, oneOf, urlState } from '@orbisvoice/shared-ui/core';
import { formatDay } from '@orbisvoice/shared-ui/format';
import { dayRange } from '../../core/day-range';
import { BillingApi } from './billing.api';

/** Use by day, and the evidence for it as the address asks for it. */
@Injectable()
export class UsageStore {
  private readonly api = inject(BillingApi);
  private readonly session = inject(SessionStore);

  readonly url = urlState({ state: '', from: '', to: '', invoiceId: '' });
  readonly history = apiResource<UsageHistory>(() => this.api.history());
  readonly events = keysetList<UsageEvent>(() => {
    const { state, from, to, invoiceId } = this.url.value();
    const range = dayRange(from, to, this.session.timeZone());
    return this.api.usageEvents({ ...range, state: oneOf(state, USAGE_EVENT_STATES), invoiceId });
  });
  readonly points = computed<ChartPoint[]>(() =>
    (this.history.value()?.items ?? []).map(({ day, count }) => ({ label: formatDay(day), value: count })),
  );
  readonly isQuiet = computed(() => this.points().every(({ value }) => value === 0));
}
