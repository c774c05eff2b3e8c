import { Injectable, inject } from '@angular/core';
import type { CreateExport, Export } from '@orbisvoice/shared-dto';
import { LIMITS } from '@orbisvoice/shared-dto/values';
import { ApiClient, type ApiRequest, type QueryValue } from '@orbisvoice/shared-ui/core';

type ReportName = 'conversations' | 'agents' | 'engagement' | 'referrals';

/** The only place that knows the addresses of the analytics. */
@Injectable({ providedIn: 'root' })
export class AnalyticsApi {
  private readonly api = inject(ApiClient);

  report = (name: ReportName, query: Readonly<Record<string, QueryValue>>): ApiRequest => ({ path: `analytics/${name}`, query });
  toolCalls = (query: Readonly<Record<string, QueryValue>>): ApiRequest => ({ path: 'analytics/tool-calls', query });
  visits = (query: Readonly<Record<string, QueryValue>>): ApiRequest => ({ path: 'analytics/visits', query });
  /** For the agent filter. */
  agents = (): ApiRequest => ({ path: 'agents', query: { pageSize: LIMITS.pageSizeMax, sort: 'name' } });
  createExport = (wanted: CreateExport): Promise<Export> => this.api.post('exports', wanted);
}
