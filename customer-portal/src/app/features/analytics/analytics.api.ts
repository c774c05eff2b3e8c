import { Injectable } from '@angular/core';
import { LIMITS } from '@orbisvoice/shared-dto/values';
import type { ApiRequest, QueryValue } from '@orbisvoice/shared-ui/core';

type ReportName = 'conversations' | 'agents' | 'engagement' | 'referrals';

/** The only place that knows the addresses of the analytics. */
@Injectable({ providedIn: 'root' })
export class AnalyticsApi {
  report = (name: ReportName, query: Readonly<Record<string, QueryValue>>): ApiRequest => ({ path: `analytics/${name}`, query });
  toolCalls = (query: Readonly<Record<string, QueryValue>>): ApiRequest => ({ path: 'analytics/tool-calls', query });
  visits = (query: Readonly<Record<string, QueryValue>>): ApiRequest => ({ path: 'analytics/visits', query });
  /** For the agent filter. */
  agents = (): ApiRequest => ({ path: 'agents', query: { pageSize: LIMITS.pageSizeMax, sort: 'name' } });
}
