import { computed, inject, Injectable, signal } from '@angular/core';
import { TenantsApi } from './tenants.api';

/** One tenant. */
@Injectable()
export class TenantStore {
  readonly id = signal('');
  readonly tenant = inject(TenantsApi).detail(this.id);
  readonly name = computed(() => this.tenant.value()?.name);
}
