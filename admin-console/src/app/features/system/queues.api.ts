import { inject, Injectable, type Signal } from '@angular/core';
import type {
  BulkJobResults,
  BulkJobs,
  DiscardedJobPage,
  IntegrationProbe,
  JobKept,
  SystemIntegrations,
  SystemJobDetail,
  SystemJobPage,
  SystemQueues,
} from '@orbisvoice/shared-dto';
import type { JobState } from '@orbisvoice/shared-dto/values';
import { ApiClient, apiResource, type ApiResource } from '@orbisvoice/shared-ui/core';

const QUEUES = 'admin/system/queues';
const INTEGRATIONS = 'admin/system/integrations';

/** What of a queue's jobs is looked at. */
export interface JobQuery {
  readonly queue: string;
  readonly state: JobState;
  readonly page: number;
  readonly pageSize: number;
  readonly name?: string;
  readonly error?: string;
}

const jobPath = (queue: string, id: string): string => `${QUEUES}/${queue}/jobs/${encodeURIComponent(id)}`;

/** Where the queues and the integrations are read and mended. */
@Injectable({ providedIn: 'root' })
export class QueuesApi {
  private readonly api = inject(ApiClient);

  board(): ApiResource<SystemQueues> {
    return apiResource(() => ({ path: QUEUES }));
  }

  /** Undefined asks for nothing. */
  jobs(query: Signal<JobQuery | undefined>): ApiResource<SystemJobPage> {
    return apiResource(() => {
      const asked = query();
      if (!asked) return undefined;
      const { queue, ...rest } = asked;
      return { path: `${QUEUES}/${queue}/jobs`, query: rest };
    });
  }

  /** Undefined asks for nothing. */
  discarded(query: Signal<{ queue: string; page: number; pageSize: number } | undefined>): ApiResource<DiscardedJobPage> {
    return apiResource(() => {
      const asked = query();
      return asked && { path: `${QUEUES}/${asked.queue}/discarded`, query: { page: asked.page, pageSize: asked.pageSize } };
    });
  }

  /** One job; an empty id asks for nothing yet. */
  job(key: Signal<{ queue: string; id: string }>): ApiResource<SystemJobDetail> {
    return apiResource(() => (key().id ? { path: jobPath(key().queue, key().id) } : undefined));
  }

  /** @throws ApiProblem `queues.job_not_failed` when somebody was faster */
  retry(queue: string, id: string): Promise<void> {
    return this.api.post(`${jobPath(queue, id)}/retry`);
  }

  /** @returns under which id it can be put back */
  async discard(queue: string, id: string, reason: string): Promise<string> {
    return (await this.api.post<JobKept>(`${jobPath(queue, id)}/discard`, { reason })).id;
  }

  restore(queue: string, keptAs: string): Promise<void> {
    return this.api.post(`${QUEUES}/${queue}/discarded/${keptAs}/restore`);
  }

  bulk(queue: string, order: BulkJobs): Promise<BulkJobResults> {
    return this.api.post<BulkJobResults>(`${QUEUES}/${queue}/jobs/bulk`, order);
  }

  change(queue: string, change: 'pause' | 'resume', reason: string): Promise<void> {
    return this.api.post(`${QUEUES}/${queue}/${change}`, { reason });
  }

  integrations(): ApiResource<SystemIntegrations> {
    return apiResource(() => ({ path: INTEGRATIONS }));
  }

  /** Asks it now; an answer that it is down is an answer. @throws ApiProblem `integrations.probe_too_soon` */
  probe(name: string): Promise<IntegrationProbe> {
    return this.api.post<IntegrationProbe>(`${INTEGRATIONS}/${name}/probe`);
  }
}
