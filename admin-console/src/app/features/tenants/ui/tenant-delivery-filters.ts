import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { WEBHOOK_DELIVERY_STATUSES, WEBHOOK_EVENTS } from '@orbisvoice/shared-dto/values';
import { OvSelect } from '@orbisvoice/shared-ui/ui';
import { STRINGS } from '../../../core/strings';
import { FilterBar } from '../../../ui/filter-bar';
import { DELIVERY_STATUS_NAMES, WEBHOOKS } from '../tenant-webhooks.strings';

export interface DeliveryFilter {
  readonly endpoint: string;
  readonly status: string;
  readonly event: string;
}

const ANY = { value: '', label: STRINGS.list.any };

/** What to look for among a tenant's deliveries. */
@Component({
  selector: 'oc-tenant-delivery-filters',
  imports: [FilterBar, OvSelect],
  template: `
    @let now = filter();
    <oc-filter-bar [isFiltered]="isFiltered()" (cleared)="cleared.emit()">
      <ov-select
        [label]="words.endpoint"
        [options]="endpoints()"
        [value]="now.endpoint"
        (valueChange)="changed.emit({ endpoint: $event })"
      />
      <ov-select [label]="words.status" [options]="statuses" [value]="now.status" (valueChange)="changed.emit({ status: $event })" />
      <ov-select [label]="words.event" [options]="events" [value]="now.event" (valueChange)="changed.emit({ event: $event })" />
    </oc-filter-bar>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TenantDeliveryFilters {
  readonly filter = input.required<DeliveryFilter>();
  readonly isFiltered = input.required<boolean>();
  /** By id. */
  readonly endpointNames = input.required<ReadonlyMap<string, string>>();
  readonly changed = output<Partial<DeliveryFilter>>();
  readonly cleared = output<void>();

  protected readonly words = WEBHOOKS.filters;
  protected readonly statuses = [ANY, ...WEBHOOK_DELIVERY_STATUSES.map((value) => ({ value, label: DELIVERY_STATUS_NAMES[value] }))];
  protected readonly events = [ANY, ...WEBHOOK_EVENTS.map((value) => ({ value, label: value }))];
  /** An endpoint that is no longer there may still be in the address. */
  protected readonly endpoints = computed(() => {
    const [chosen, names] = [this.filter().endpoint, this.endpointNames()];
    const gone = chosen && !names.has(chosen) ? [{ value: chosen, label: WEBHOOKS.goneEndpoint }] : [];
    return [ANY, ...gone, ...[...names].map(([value, label]) => ({ value, label }))];
  });
}
