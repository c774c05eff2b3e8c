import { Injectable, type Signal } from '@angular/core';
import type { AdminTenantBilling, AdminTenantDetail, AdminTenantPage, AdminTenantQuery } from '@orbisvoice/shared-dto';
import { apiResource, type ApiResource } from '@orbisvoice/shared-ui/core';

/** Where tenants are read. */
@Injectable({ providedIn: 'root' })
export class TenantsApi {
  list(query: Signal<AdminTenantQuery>): ApiResource<AdminTenantPage> {
    return apiResource(() => ({ path: 'admin/tenants', query: { ...query() } }));
  }

  /** One tenant; an empty id asks for nothing yet. */
  detail(id: Signal<string>): ApiResource<AdminTenantDetail> {
    return apiResource(() => (id() ? { path: `admin/tenants/${encodeURIComponent(id())}` } : undefined));
  }

  /** One tenant's billing; an empty id asks for nothing yet. */
  billing(id: Signal<string>): ApiResource<AdminTenantBilling> {
    return apiResource(() => (id() ? { path: `admin/tenants/${encodeURIComponent(id())}/billing` } : undefined));
  }
}
