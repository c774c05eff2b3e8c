import { Injectable, type Signal } from '@angular/core';
import type { AdminUserDetail, AdminUserList } from '@orbisvoice/shared-dto';
import { apiResource, type ApiResource } from '@orbisvoice/shared-ui/core';

const PATH = 'admin/users';
const SHOWN = 8;

/** Finds people by a typed name or address, and names by an id. */
@Injectable({ providedIn: 'root' })
export class PersonLookupApi {
  matching(search: Signal<string | undefined>): ApiResource<AdminUserList> {
    return apiResource(() => (search() ? { path: PATH, query: { search: search(), sort: 'name', pageSize: SHOWN } } : undefined));
  }

  byId(id: Signal<string | null>): ApiResource<AdminUserDetail> {
    return apiResource(() => (id() ? { path: `${PATH}/${encodeURIComponent(id() ?? '')}` } : undefined));
  }
}
