import { Injectable } from '@angular/core';
import type { AdminOverview } from '@orbisvoice/shared-dto';
import { apiResource, type ApiResource } from '@orbisvoice/shared-ui/core';

/** The overview's one call. */
@Injectable({ providedIn: 'root' })
export class OverviewApi {
  overview(): ApiResource<AdminOverview> {
    return apiResource(() => ({ path: 'admin/overview' }));
  }
}
