import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { OvButton, OvIcon, OvSearch } from '@orbisvoice/shared-ui/ui';
import { STRINGS } from '../../../core/strings';
import { TenantPicker } from '../../../ui/tenant-picker';
import type { EventFilter } from '../event-filter';
import { EVENTS } from '../events.strings';

/** What to look for among the events; the status is chosen by its tab. */
@Component({
  selector: 'oc-event-filters',
  imports: [OvButton, OvIcon, OvSearch, TenantPicker],
  template: `
    @let now = filter();
    <div class="oc-audit-filters" role="search">
      <ov-search [label]="words.search" [value]="now.search" (valueChange)="changed.emit({ search: $event })" />
      <ov-search class="oc-type-filter" [label]="words.type" [value]="now.type" (valueChange)="changed.emit({ type: $event })" />
      <oc-tenant-picker
        [label]="words.tenant"
        [placeholder]="words.tenantPlaceholder"
        [noneFound]="words.noTenant"
        [listLabel]="words.tenants"
        [clearLabel]="words.clearTenant"
        [value]="tenantId()"
        (picked)="changed.emit({ tenantId: $event ?? '' })"
      />
      <label class="oc-day">
        <span>{{ words.from }}</span>
        <input #from class="oc-input" type="date" [value]="now.from" (change)="changed.emit({ from: from.value })" />
      </label>
      <label class="oc-day">
        <span>{{ words.to }}</span>
        <input #to class="oc-input" type="date" [value]="now.to" (change)="changed.emit({ to: to.value })" />
      </label>
      @if (isFiltered()) {
        <button ov-button type="button" variant="ghost" size="s" (click)="cleared.emit()"><ov-icon name="close" />{{ clear }}</button>
      }
    </div>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class EventFilters {
  readonly filter = input.required<EventFilter>();
  readonly tenantId = input.required<string | null>();
  readonly isFiltered = input.required<boolean>();
  readonly changed = output<Partial<EventFilter>>();
  readonly cleared = output<void>();

  protected readonly words = EVENTS.filters;
  protected readonly clear = STRINGS.list.clear;
}
