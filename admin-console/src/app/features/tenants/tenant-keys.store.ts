import { inject, Injectable, signal } from '@angular/core';
import { keepLast } from '../../core/keep-last';
import { TenantsApi } from './tenants.api';

/** A tenant's API keys. */
@Injectable()
export class TenantKeysStore {
  private readonly api = inject(TenantsApi);
  readonly id = signal('');
  /** Whose they are. The page does without when this cannot be read. */
  readonly tenant = keepLast(this.api.detail(this.id), this.id);
  readonly keys = keepLast(this.api.keys(this.id), this.id);

  reload(): void {
    this.tenant.reload();
    this.keys.reload();
  }

  /** Ends a key and shows what is left. @throws ApiProblem */
  async revoke(apiKeyId: string, reason: string): Promise<void> {
    await this.api.revokeKey(this.id(), { apiKeyId, reason });
    this.keys.reload();
  }
}
