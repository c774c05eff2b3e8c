import { Injectable, inject } from '@angular/core';
import type { Agent, CreateAgent, UpdateAgent } from '@orbisvoice/shared-dto';
import { ApiClient, type ApiRequest, type QueryValue } from '@orbisvoice/shared-ui/core';

/** The only place that knows the addresses of agents. */
@Injectable({ providedIn: 'root' })
export class AgentsApi {
  private readonly api = inject(ApiClient);

  list = (query: Readonly<Record<string, QueryValue>>): ApiRequest => ({ path: 'agents', query });
  one = (id: string): ApiRequest => ({ path: `agents/${encodeURIComponent(id)}` });
  embed = (id: string): ApiRequest => ({ path: `agents/${encodeURIComponent(id)}/embed` });
  create = (body: CreateAgent): Promise<Agent> => this.api.post('agents', body);
  update = (id: string, body: UpdateAgent): Promise<Agent> => this.api.patch(`agents/${encodeURIComponent(id)}`, body);
  remove = (id: string): Promise<void> => this.api.delete(`agents/${encodeURIComponent(id)}`);
}
