import { Injectable, type Signal } from '@angular/core';
import type {
  SystemEndpointQuery,
  SystemEndpoints,
  SystemErrors,
  SystemHealth,
  SystemRangeQuery,
  SystemSockets,
  SystemStatementQuery,
  SystemStatements,
} from '@orbisvoice/shared-dto';
import { apiResource, type ApiResource } from '@orbisvoice/shared-ui/core';

const PATH = 'admin/system';

/** Where the platform says how it runs. */
@Injectable({ providedIn: 'root' })
export class SystemApi {
  health(query: Signal<SystemRangeQuery>): ApiResource<SystemHealth> {
    return apiResource(() => ({ path: `${PATH}/health`, query: query() }));
  }

  endpoints(query: Signal<SystemEndpointQuery>): ApiResource<SystemEndpoints> {
    return apiResource(() => ({ path: `${PATH}/endpoints`, query: query() }));
  }

  statements(query: Signal<SystemStatementQuery>): ApiResource<SystemStatements> {
    return apiResource(() => ({ path: `${PATH}/queries`, query: query() }));
  }

  errors(query: Signal<SystemRangeQuery>): ApiResource<SystemErrors> {
    return apiResource(() => ({ path: `${PATH}/errors`, query: query() }));
  }

  sockets(): ApiResource<SystemSockets> {
    return apiResource(() => ({ path: `${PATH}/websockets` }));
  }
}
