import { Injectable, type Signal } from '@angular/core';
import type { AdminTenant, AdminTenantList } from '@orbisvoice/shared-dto';
import { apiResource, type ApiResource } from '@orbisvoice/shared-ui/core';

const SHOWN = 8;

/** Finds tenants by a typed name, and names by an id, wherever a page lets people choose one. */
@Injectable({ providedIn: 'root' })
export class TenantLookupApi {
  matching(search: Signal<string | undefined>): ApiResource<AdminTenantList> {
    return apiResource(() =>
      search() ? { path: 'admin/tenants', query: { search: search(), sort: 'name', pageSize: SHOWN } } : undefined,
    );
  }

  byId(id: Signal<string | null>): ApiResource<AdminTenant> {
    return apiResource(() => (id() ? { path: `admin/tenants/${encodeURIComponent(id() ?? '')}` } : undefined));
  }
}
