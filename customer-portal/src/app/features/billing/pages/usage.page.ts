import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { USAGE_EVENT_STATES } from '@orbisvoice/shared-dto/values';
import { OvBarChart } from '@orbisvoice/shared-ui/charts';
import { OvClearFilters, OvKeysetPart } from '@orbisvoice/shared-ui/data';
import { OvAsync, OvReady } from '@orbisvoice/shared-ui/feedback';
import { OvBadge, OvCard, OvSelect } from '@orbisvoice/shared-ui/ui';
import { DayFilter } from '../../../core/day-filter';
import { ListExport } from '../../../core/list-export';
import { BillingStore } from '../billing.store';
import { OverageCard } from '../ui/overage-card';
import { UsageCard } from '../ui/usage-card';
import { UsageEvents } from '../ui/usage-events';
import { UsageStore } from '../usage.store';
import { U } from '../usage.strings';
import { USAGE_LABELS } from '../../../core/row-labels';

const STATE_OPTIONS = [
  { value: '', label: U.events.all },
  ...USAGE_EVENT_STATES.map((value) => ({ value, label: USAGE_LABELS[value].label })),
];

/** Use against the limit, by day and to the single conversation; and whether it may go beyond. */
@Component({
  selector: 'ov-usage-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    DayFilter,
    ListExport,
    OvAsync,
    OvBadge,
    OvBarChart,
    OvCard,
    OvClearFilters,
    OvKeysetPart,
    OvReady,
    OvSelect,
    OverageCard,
    RouterLink,
    UsageCard,
    UsageEvents,
  ],
  providers: [UsageStore],
  templateUrl: './usage.page.html',
})
export default class UsagePage {
  protected readonly billing = inject(BillingStore);
  protected readonly store = inject(UsageStore);
  protected readonly s = U;
  protected readonly options = STATE_OPTIONS;
}
