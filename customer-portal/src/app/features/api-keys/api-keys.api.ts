import { Injectable, inject } from '@angular/core';
import type { CreateApiKey, IssuedApiKey } from '@orbisvoice/shared-dto';
import { ApiClient, type ApiRequest } from '@orbisvoice/shared-ui/core';

/** The only place that knows the addresses of API keys. */
@Injectable({ providedIn: 'root' })
export class ApiKeysApi {
  private readonly api = inject(ApiClient);

  list = (page: number): ApiRequest => ({ path: 'api-keys', query: { page } });
  create = (body: CreateApiKey): Promise<IssuedApiKey> => this.api.post('api-keys', body);
  rotate = (id: string): Promise<IssuedApiKey> => this.api.post(`api-keys/${encodeURIComponent(id)}/rotate`);
  revoke = (id: string): Promise<void> => this.api.delete(`api-keys/${encodeURIComponent(id)}`);
}
