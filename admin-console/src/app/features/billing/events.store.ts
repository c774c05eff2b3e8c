import { computed, inject, Injectable, InjectionToken, linkedSignal } from '@angular/core';
import { urlState } from '@orbisvoice/shared-ui/core';
import { asUuid, isReversed } from '../../core/filter-values';
import { keepLast } from '../../core/keep-last';
import { inScope, tenantScope } from '../../core/tenant-scope';
import { BillingApi } from './billing.api';
import { EVENT_FILTER_DEFAULTS, toEventQuery } from './event-filter';

/** As many as one replay may name. */
export const REPLAY_MAX = new InjectionToken<number>('REPLAY_MAX', { providedIn: 'root', factory: () => 500 });

/** The events list of the filters that the address holds, the pulse of the webhooks, and which rows are ticked. */
@Injectable()
export class EventsStore {
  private readonly api = inject(BillingApi);
  private readonly max = inject(REPLAY_MAX);
  readonly filter = urlState(EVENT_FILTER_DEFAULTS);
  readonly scope = tenantScope();
  readonly tenantId = computed(() => asUuid(this.filter.value().tenantId));
  readonly isReversed = computed(() => isReversed(this.filter.value()));
  private readonly query = computed(() => toEventQuery(inScope(this.filter.value(), this.scope())));
  readonly list = this.api.events(this.query);
  readonly shown = keepLast(this.list, this.query);
  /** The last run, for the pulse of all tenants: one tenant's pages have none. */
  readonly reconciliation = this.api.reconciliation(computed(() => (this.scope() === null ? { page: 1, pageSize: 1 } : undefined)));

  private readonly ids = computed(() => this.shown.value()?.items.map((event) => event.id) ?? []);
  private readonly ticked = linkedSignal<unknown, ReadonlySet<string>>({
    source: this.filter.value,
    computation: () => new Set<string>(),
  });
  /** Only what is in view: nothing is ever replayed that nobody sees. */
  readonly selected = computed(() => this.ids().filter((id) => this.ticked().has(id)));
  readonly areAllSelected = computed(() => this.ids().length > 0 && this.selected().length === this.ids().length);
  readonly isTooMany = computed(() => this.selected().length > this.max);

  isSelected(id: string): boolean {
    return this.ticked().has(id);
  }

  toggle(id: string): void {
    const ids = new Set(this.ticked());
    if (!ids.delete(id)) ids.add(id);
    this.ticked.set(ids);
  }

  toggleAll(): void {
    this.select(this.areAllSelected() ? [] : this.ids());
  }

  select(ids: readonly string[]): void {
    this.ticked.set(new Set(ids));
  }

  reload(): void {
    this.list.reload();
    this.reconciliation.reload();
  }
}
