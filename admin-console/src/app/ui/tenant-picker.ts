import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal, viewChild } from '@angular/core';
import { STRINGS } from '../core/strings';
import { TenantLookupApi } from '../core/tenant-lookup.api';
import { type Choice, LookupPicker, type LookupWords } from './lookup-picker';

const { filters } = STRINGS;
const WORDS: LookupWords = {
  label: filters.tenant,
  placeholder: filters.tenantPlaceholder,
  none: filters.noTenant,
  found: filters.tenants,
  clear: filters.clearTenant,
};

/** Finds a tenant by name and gives its id. */
@Component({
  selector: 'oc-tenant-picker',
  imports: [LookupPicker],
  template: `<oc-lookup-picker
    [words]="words"
    [value]="value()"
    [name]="name()"
    [options]="options()"
    [isSearching]="found.isLoading()"
    (searched)="search.set($event)"
    (picked)="picked.emit($event)"
  />`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TenantPicker {
  /** The chosen tenant's id. */
  readonly value = input<string | null>(null);
  readonly picked = output<string | null>();

  protected readonly words = WORDS;
  protected readonly search = signal<string | undefined>(undefined);
  private readonly api = inject(TenantLookupApi);
  private readonly picker = viewChild.required(LookupPicker);
  private readonly chosen = this.api.byId(this.value);
  protected readonly found = this.api.matching(this.search);
  protected readonly name = computed(() => this.chosen.value()?.name ?? (this.chosen.isLoading() ? undefined : null));
  protected readonly options = computed<readonly Choice[]>(() =>
    (this.found.value()?.items ?? []).map(({ id, name, slug }) => ({ id, name, detail: slug })),
  );

  /** Puts the cursor into the field. */
  focus(): void {
    this.picker().focus();
  }
}
