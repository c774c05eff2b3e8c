import { inject, Injectable, signal } from '@angular/core';
import type { TenantStanding } from '@orbisvoice/shared-dto';
import type { StandingAction } from '@orbisvoice/shared-dto/values';
import { TenantsApi } from './tenants.api';

/** One change of a tenant's standing: what it would do, then the change. */
@Injectable()
export class StandingStore {
  private readonly api = inject(TenantsApi);
  readonly order = signal<{ readonly id: string; readonly action: StandingAction } | null>(null);
  readonly preview = this.api.standingPreview(this.order);

  /** @throws ApiProblem */
  async apply(order: { readonly id: string; readonly action: StandingAction }, reason: string): Promise<TenantStanding> {
    return this.api.changeStanding(order.id, order.action, reason);
  }
}
