import { inject, Injectable } from '@angular/core';
import type { AuditExportFormat } from '@orbisvoice/shared-dto/values';
import { ApiClient, type ApiRequest, type QueryValue } from '@orbisvoice/shared-ui/core';

type Filters = Readonly<Record<string, QueryValue>>;

/** The only place that knows the addresses of the workspace's audit log. */
@Injectable({ providedIn: 'root' })
export class AuditApi {
  private readonly api = inject(ApiClient);

  list = (query: Filters): ApiRequest => ({ path: 'audit', query: { ...query, pageSize: 50 } });

  /** Everything that the filters find, oldest first, with the fields of the chain. @throws ApiProblem */
  export(format: AuditExportFormat, filters: Filters): Promise<Blob> {
    const query = new URLSearchParams({ format });
    for (const [name, value] of Object.entries(filters)) if (value) query.set(name, String(value));
    return this.api.getFile(`audit/export?${query}`);
  }
}
