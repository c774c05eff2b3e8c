import { computed, inject, Injectable, linkedSignal } from '@angular/core';
import type { TenantSelection } from '@orbisvoice/shared-dto';
import type { TenantColumn } from '@orbisvoice/shared-dto/values';
import { fileExport, urlState } from '@orbisvoice/shared-ui/core';
import { keepLast } from '../../core/keep-last';
import { TenantListApi } from './tenant-list.api';
import { columnsOf, columnsText, firstSort, LIST_DEFAULTS, sortOf, toFilter, toQuery, toSettings } from './tenant-list-query';

/** What is ticked: rows in view, or all that match. */
interface Ticked {
  readonly ids: ReadonlySet<string>;
  readonly isAll: boolean;
}
const NOTHING: Ticked = { ids: new Set(), isAll: false };

/** The tenants list of the state that the address holds, and which rows are ticked. */
@Injectable()
export class TenantsStore {
  private readonly api = inject(TenantListApi);
  readonly state = urlState(LIST_DEFAULTS);
  readonly filter = computed(() => toFilter(this.state.value()));
  readonly isFiltered = computed(() => Object.keys(this.filter()).length > 0);
  readonly sort = computed(() => sortOf(this.state.value()));
  readonly columns = computed(() => columnsOf(this.state.value()));
  readonly settings = computed(() => toSettings(this.state.value()));
  private readonly query = computed(() => toQuery(this.state.value()), { equal: (a, b) => JSON.stringify(a) === JSON.stringify(b) });
  readonly list = this.api.list(this.query);
  readonly shown = keepLast(this.list, this.query);

  readonly files = fileExport<'csv'>();

  private readonly ids = computed(() => this.shown.value()?.items.map(({ id }) => id) ?? []);
  /** Another list has other rows: what was ticked in the one before is no order for this one. */
  private readonly ticked = linkedSignal<unknown, Ticked>({ source: this.query, computation: () => NOTHING });
  readonly isAllMatching = computed(() => this.ticked().isAll);
  readonly selected = computed(() => (this.isAllMatching() ? this.ids() : this.ids().filter((id) => this.ticked().ids.has(id))));
  readonly areAllShown = computed(() => this.ids().length > 0 && this.selected().length === this.ids().length);
  readonly count = computed(() => (this.isAllMatching() ? (this.shown.value()?.total ?? 0) : this.selected().length));
  readonly selection = computed<TenantSelection>(() => (this.isAllMatching() ? { filter: this.filter() } : { ids: [...this.selected()] }));

  toggle(id: string): void {
    const ids = new Set(this.selected());
    if (!ids.delete(id)) ids.add(id);
    this.ticked.set({ ids, isAll: false });
  }

  toggleShown(): void {
    this.ticked.set(this.areAllShown() ? NOTHING : { ids: new Set(this.ids()), isAll: false });
  }

  selectAllMatching(): void {
    this.ticked.set({ ids: new Set(), isAll: true });
  }

  clearSelection(): void {
    this.ticked.set(NOTHING);
  }

  sortBy(word: string): void {
    this.state.patch({ sort: firstSort(this.sort(), word) });
  }

  /** The last column cannot go: a list of nothing says nothing. */
  toggleColumn(column: TenantColumn): void {
    const now = this.columns();
    const next = now.includes(column) ? now.filter((one) => one !== column) : [...now, column];
    if (next.length > 0) this.state.patch({ columns: columnsText(next) });
  }

  /** Clears the filters; order and columns stay. */
  clearFilters(): void {
    const { sort: _sort, columns: _columns, ...filters } = LIST_DEFAULTS;
    this.state.patch(filters);
  }

  /** Saves everything that matches, as it is shown. */
  async export(): Promise<void> {
    await this.files.save('csv', 'orbisvoice-tenants.csv', () => this.api.export(this.settings()));
  }
}
