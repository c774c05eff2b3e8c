import { inject, Injectable, signal } from '@angular/core';
import { keepLast } from '../../core/keep-last';
import { TenantsApi } from './tenants.api';

/** A tenant's agents. */
@Injectable()
export class TenantAgentsStore {
  private readonly api = inject(TenantsApi);
  readonly id = signal('');
  /** Whose they are. The page does without when this cannot be read. */
  readonly tenant = keepLast(this.api.detail(this.id), this.id);
  readonly agents = keepLast(this.api.agents(this.id), this.id);

  reload(): void {
    this.tenant.reload();
    this.agents.reload();
  }
}
