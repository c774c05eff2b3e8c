import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { type Choice, LookupPicker } from '../../../ui/lookup-picker';
import { PersonLookupApi } from '../person-lookup.api';
import { PERSON } from '../audit.strings';

/** Finds a person by name or address and gives their id. */
@Component({
  selector: 'oc-person-picker',
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
export class PersonPicker {
  /** The chosen person's id. */
  readonly value = input<string | null>(null);
  readonly picked = output<string | null>();

  protected readonly words = PERSON;
  protected readonly search = signal<string | undefined>(undefined);
  private readonly api = inject(PersonLookupApi);
  private readonly chosen = this.api.byId(this.value);
  protected readonly found = this.api.matching(this.search);
  protected readonly name = computed(() => this.chosen.value()?.name ?? (this.chosen.isLoading() ? undefined : null));
  protected readonly options = computed<readonly Choice[]>(() =>
    (this.found.value()?.items ?? []).map(({ id, name, email, tenantName }) => ({ id, name, detail: `${email} · ${tenantName}` })),
  );
}
