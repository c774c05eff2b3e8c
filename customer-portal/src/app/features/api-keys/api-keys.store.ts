import { Injectable, inject } from '@angular/core';
import type { ApiKeyPage, CreateApiKey, IssuedApiKey } from '@orbisvoice/shared-dto';
import { apiResource, urlState } from '@orbisvoice/shared-ui/core';
import { ApiKeysApi } from './api-keys.api';

/** The keys of the workspace. A secret passes through once and is never held here. */
@Injectable()
export class ApiKeysStore {
  private readonly api = inject(ApiKeysApi);

  readonly url = urlState({ page: 1 });
  readonly keys = apiResource<ApiKeyPage>(() => this.api.list(this.url.value().page));

  create = (body: CreateApiKey): Promise<IssuedApiKey> => this.thenReload(this.api.create(body));
  rotate = (id: string): Promise<IssuedApiKey> => this.thenReload(this.api.rotate(id));
  revoke = (id: string): Promise<void> => this.thenReload(this.api.revoke(id));

  private async thenReload<R>(call: Promise<R>): Promise<R> {
    const answer = await call;
    this.keys.reload();
    return answer;
  }
}
