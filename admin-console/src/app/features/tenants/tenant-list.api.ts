import { inject, Injectable, type Signal } from '@angular/core';
import type {
  AdminTenant,
  AdminTenantList,
  AdminTenantQuery,
  ExportTenants,
  SaveTenantView,
  StartTenantBulk,
  TenantBulkPreview,
  TenantBulkRow,
  TenantBulkRun,
  PreviewTenantBulk,
  TenantView,
  TenantViewList,
  UpdateTenantView,
} from '@orbisvoice/shared-dto';
import type { BulkOutcome } from '@orbisvoice/shared-dto/values';
import { ApiClient, apiResource, keysetList, type ApiResource, type KeysetList } from '@orbisvoice/shared-ui/core';

const VIEWS = 'admin/tenant-views';
const BULK = 'admin/tenant-bulk';
const ROWS = 50;

/** Where tenants are listed and taken home, where views of the list are kept, and what is done to many at once. */
@Injectable({ providedIn: 'root' })
export class TenantListApi {
  private readonly api = inject(ApiClient);

  list(query: Signal<Omit<AdminTenantQuery, 'cursor'>>): KeysetList<AdminTenant, AdminTenantList> {
    return keysetList(() => ({ path: 'admin/tenants', query: { ...query() } }));
  }

  /** All that match, as a file. @throws ApiProblem */
  export(body: ExportTenants): Promise<Blob> {
    return this.api.postForFile('admin/tenants/export', body);
  }

  views(): ApiResource<TenantViewList> {
    return apiResource(() => ({ path: VIEWS }));
  }

  /** @throws ApiProblem */
  saveView(body: SaveTenantView): Promise<TenantView> {
    return this.api.post<TenantView>(VIEWS, body);
  }

  /** @throws ApiProblem */
  updateView(id: string, body: UpdateTenantView): Promise<TenantView> {
    return this.api.patch<TenantView>(`${VIEWS}/${id}`, body);
  }

  /** @throws ApiProblem */
  removeView(id: string): Promise<void> {
    return this.api.delete(`${VIEWS}/${id}`);
  }

  /** @throws ApiProblem */
  restoreView(id: string): Promise<TenantView> {
    return this.api.post<TenantView>(`${VIEWS}/${id}/restore`);
  }

  /** @throws ApiProblem */
  chooseDefault(viewId: string | null): Promise<TenantViewList> {
    return this.api.put<TenantViewList>(`${VIEWS}/default`, { viewId });
  }

  /** @throws ApiProblem */
  preview(body: PreviewTenantBulk): Promise<TenantBulkPreview> {
    return this.api.post<TenantBulkPreview>(`${BULK}/preview`, body);
  }

  /** @throws ApiProblem */
  start(body: StartTenantBulk): Promise<TenantBulkRun> {
    return this.api.post<TenantBulkRun>(BULK, body);
  }

  runs(): KeysetList<TenantBulkRun> {
    return keysetList(() => ({ path: BULK }));
  }

  /** One run; an empty id asks for nothing yet. */
  run(id: Signal<string>): ApiResource<TenantBulkRun> {
    return apiResource(() => (id() ? { path: `${BULK}/${encodeURIComponent(id())}` } : undefined));
  }

  /** What came of each tenant; an empty id asks for nothing yet. */
  rows(of: Signal<{ readonly id: string; readonly outcome: BulkOutcome | undefined }>): KeysetList<TenantBulkRow> {
    return keysetList(() => {
      const { id, outcome } = of();
      return id ? { path: `${BULK}/${encodeURIComponent(id)}/rows`, query: { outcome, pageSize: ROWS } } : undefined;
    });
  }

  /** @throws ApiProblem */
  stop(id: string): Promise<TenantBulkRun> {
    return this.api.post<TenantBulkRun>(`${BULK}/${encodeURIComponent(id)}/stop`);
  }

  /** @throws ApiProblem */
  undo(id: string, reason: string): Promise<TenantBulkRun> {
    return this.api.post<TenantBulkRun>(`${BULK}/${encodeURIComponent(id)}/undo`, { reason });
  }
}
