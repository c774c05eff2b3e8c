import { Injectable, inject } from '@angular/core';
import { LIMITS } from '@orbisvoice/shared-dto/values';
import { ApiClient, type ApiRequest, type QueryValue } from '@orbisvoice/shared-ui/core';

/** The only place that knows the addresses of conversations. */
@Injectable({ providedIn: 'root' })
export class ConversationsApi {
  private readonly api = inject(ApiClient);

  list = (query: Readonly<Record<string, QueryValue>>): ApiRequest => ({ path: 'conversations', query });
  one = (id: string): ApiRequest => ({ path: `conversations/${encodeURIComponent(id)}` });
  remove = (id: string): Promise<void> => this.api.delete(`conversations/${encodeURIComponent(id)}`);
  /** For the agent filter. */
  agents = (): ApiRequest => ({ path: 'agents', query: { pageSize: LIMITS.pageSizeMax, sort: 'name' } });
}
