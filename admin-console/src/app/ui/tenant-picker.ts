import { ChangeDetectionStrategy, Component, input, output, viewChild } from '@angular/core';
import type { AdminTenant } from '@orbisvoice/shared-dto';
import { STRINGS } from '../core/strings';
import { lookup } from './lookup';
import { LookupPicker, type LookupWords } from './lookup-picker';

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
  template: `<oc-lookup-picker [words]="words" [value]="value()" [lookup]="tenants" (picked)="picked.emit($event)" />`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TenantPicker {
  /** The chosen tenant's id. */
  readonly value = input<string | null>(null);
  readonly picked = output<string | null>();

  protected readonly words = WORDS;
  protected readonly tenants = lookup<AdminTenant>('admin/tenants', this.value, ({ slug }) => slug);
  private readonly picker = viewChild.required(LookupPicker);

  /** Puts the cursor into the field. */
  focus(): void {
    this.picker().focus();
  }
}
