import { Injectable, inject } from '@angular/core';
import type { CreateExport, Export, ExportDownload, ExportList } from '@orbisvoice/shared-dto';
import { LIMITS } from '@orbisvoice/shared-dto/values';
import { ApiClient, ApiEvents, type ApiRequest, type QueryValue } from '@orbisvoice/shared-ui/core';

const pathOf = (id: string): string => `exports/${encodeURIComponent(id)}`;

/** The only place that knows the addresses of exports. */
@Injectable({ providedIn: 'root' })
export class ExportsApi {
  private readonly api = inject(ApiClient);
  private readonly streams = inject(ApiEvents);

  list = (query: Readonly<Record<string, QueryValue>>): ApiRequest => ({ path: 'exports', query });
  one = (id: string): ApiRequest => ({ path: pathOf(id) });
  /** The beginning of the list, without replacing what is on screen. */
  newest = (query: Readonly<Record<string, string>>): Promise<ExportList> => this.api.get(`exports?${new URLSearchParams(query)}`);
  read = (id: string): Promise<Export> => this.api.get(pathOf(id));
  create = (body: CreateExport): Promise<Export> => this.api.post('exports', body);
  cancel = (id: string): Promise<Export> => this.api.post(`${pathOf(id)}/cancel`);
  retry = (id: string): Promise<Export> => this.api.post(`${pathOf(id)}/retry`);
  remove = (id: string): Promise<void> => this.api.delete(pathOf(id));
  link = (id: string): Promise<ExportDownload> => this.api.get(`${pathOf(id)}/download`);
  events = (): ReturnType<ApiEvents['of']> => this.streams.of('exports/events');
  /** For the agent filter. */
  agents = (): ApiRequest => ({ path: 'agents', query: { pageSize: LIMITS.pageSizeMax, sort: 'name' } });
}
