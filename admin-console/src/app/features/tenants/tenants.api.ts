import { inject, Injectable, type Signal } from '@angular/core';
import type {
  AdminTenantBilling,
  AdminTenantDetail,
  AdminTenantPage,
  AdminTenantQuery,
  ImpersonationTicket,
  StandingPreview,
  StartImpersonation,
  TenantStanding,
} from '@orbisvoice/shared-dto';
import type { StandingAction } from '@orbisvoice/shared-dto/values';
import { ApiClient, apiResource, type ApiResource } from '@orbisvoice/shared-ui/core';

/** Where tenants are read, and where staff act upon them. */
@Injectable({ providedIn: 'root' })
export class TenantsApi {
  private readonly api = inject(ApiClient);

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

  /** What suspending, banning or reinstating would do. */
  standingPreview(order: Signal<{ readonly id: string; readonly action: StandingAction } | null>): ApiResource<StandingPreview> {
    return apiResource(() => {
      const wanted = order();
      return wanted ? { path: `${pathOf(wanted.id)}/suspension-preview`, query: { action: wanted.action } } : undefined;
    });
  }

  /** @throws ApiProblem */
  impersonate(id: string, body: StartImpersonation): Promise<ImpersonationTicket> {
    return this.api.post<ImpersonationTicket>(`${pathOf(id)}/impersonate`, body);
  }

  /** @throws ApiProblem */
  changeStanding(id: string, action: StandingAction, reason: string): Promise<TenantStanding> {
    return this.api.post<TenantStanding>(`${pathOf(id)}/${action}`, { reason });
  }
}

const pathOf = (id: string): string => `admin/tenants/${encodeURIComponent(id)}`;
