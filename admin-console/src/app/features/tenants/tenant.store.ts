import { computed, inject, Injectable, signal } from '@angular/core';
import { keepLast } from '../../core/keep-last';
import { TenantsApi } from './tenants.api';

/** One tenant. */
@Injectable()
export class TenantStore {
  readonly id = signal('');
  readonly tenant = keepLast(inject(TenantsApi).detail(this.id), this.id);
  readonly name = computed(() => this.tenant.value()?.name);
}
