import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { StripeEventList } from '@orbisvoice/shared-dto';
import type { StripeEventStatus } from '@orbisvoice/shared-dto/values';
import { type FilterTab, FilterTabs } from '../../../ui/filter-tabs';
import { EVENT_STATUS_NAMES } from '../billing.strings';
import { EVENTS } from '../events.strings';

/** What needs a person comes first. */
const ORDER: readonly StripeEventStatus[] = ['dead', 'failed', 'received', 'processing', 'done', 'ignored'];

/** All stored events by status, each a link that filters the list. */
@Component({
  selector: 'oc-status-tabs',
  imports: [FilterTabs],
  template: `<oc-filter-tabs param="status" [label]="words.tabs" [tabs]="tabs()" [current]="current()" />`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class StatusTabs {
  /** Undefined until they are known, null where they would be of more than is listed. */
  readonly counts = input<StripeEventList['counts'] | null>();
  /** The status of the filter; empty for all. */
  readonly current = input.required<string>();

  protected readonly words = EVENTS;
  protected readonly tabs = computed<readonly FilterTab[]>(() => {
    const counts = this.counts();
    const one = (status: StripeEventStatus): FilterTab => {
      const count = counts && (counts[status] ?? 0);
      return { value: status, label: EVENT_STATUS_NAMES[status], count, isAlarm: status === 'dead' && Boolean(count) };
    };
    const total = counts && ORDER.reduce((sum, status) => sum + (counts[status] ?? 0), 0);
    return [{ value: '', label: EVENTS.all, count: total }, ...ORDER.map(one)];
  });
}
