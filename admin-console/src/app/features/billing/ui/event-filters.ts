import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { OvSearch } from '@orbisvoice/shared-ui/ui';
import { DaySpan } from '../../../ui/day-span';
import { FilterBar } from '../../../ui/filter-bar';
import { TenantPicker } from '../../../ui/tenant-picker';
import type { EventFilter } from '../event-filter';
import { EVENTS } from '../events.strings';

/** What to look for among the events; the status is chosen by its tab. */
@Component({
  selector: 'oc-event-filters',
  imports: [DaySpan, FilterBar, OvSearch, TenantPicker],
  template: `
    @let now = filter();
    <oc-filter-bar [isFiltered]="isFiltered()" (cleared)="cleared.emit()">
      <ov-search [label]="words.search" [value]="now.search" (valueChange)="changed.emit({ search: $event })" />
      <ov-search class="oc-type-filter" [label]="words.type" [value]="now.type" (valueChange)="changed.emit({ type: $event })" />
      @if (hasTenant()) {
        <oc-tenant-picker [value]="tenantId()" (picked)="changed.emit({ tenantId: $event ?? '' })" />
      }
      <oc-day-span [span]="now" (changed)="changed.emit($event)" />
    </oc-filter-bar>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class EventFilters {
  readonly filter = input.required<EventFilter>();
  readonly tenantId = input.required<string | null>();
  /** Whether to tell the tenants apart; among one tenant's own pages there is one. */
  readonly hasTenant = input(true);
  readonly isFiltered = input.required<boolean>();
  readonly changed = output<Partial<EventFilter>>();
  readonly cleared = output<void>();

  protected readonly words = EVENTS.filters;
}
