import { Injectable, type Signal } from '@angular/core';
import type { SystemHealth, SystemRangeQuery } from '@orbisvoice/shared-dto';
import { apiResource, type ApiResource } from '@orbisvoice/shared-ui/core';

const PATH = 'admin/system';

/** Where the platform says how it runs. */
@Injectable({ providedIn: 'root' })
export class SystemApi {
  health(query: Signal<SystemRangeQuery>): ApiResource<SystemHealth> {
    return apiResource(() => ({ path: `${PATH}/health`, query: query() }));
  }
}
