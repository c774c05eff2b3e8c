import { Injectable } from '@angular/core';
import type { AdminOverview, SystemQueues } from '@orbisvoice/shared-dto';
import { apiResource, type ApiResource } from '@orbisvoice/shared-ui/core';

/** The overview's figures in one call, and the queues, which are not in the database. */
@Injectable({ providedIn: 'root' })
export class OverviewApi {
  overview(): ApiResource<AdminOverview> {
    return apiResource(() => ({ path: 'admin/overview' }));
  }

  queues(): ApiResource<SystemQueues> {
    return apiResource(() => ({ path: 'admin/system/queues' }));
  }
}
