import { inject, Injectable, type Signal } from '@angular/core';
import type {
  AdjustmentPreview,
  AdjustmentResult,
  AdjustSubscription,
  AdminAgentList,
  AdminApiKeyList,
  AdminTenantBilling,
  AdminTenantDetail,
  AdminTenantLimits,
  AdminTenantUsage,
  AdminWebhookDeliveryQuery,
  AdminWebhookEndpointList,
  ChangeLimits,
  ImpersonationTicket,
  RevokeTenantKey,
  StandingPreview,
  StartImpersonation,
  SubscriptionAdjustment,
  TenantStanding,
  WebhookDelivery,
} from '@orbisvoice/shared-dto';
import type { StandingAction } from '@orbisvoice/shared-dto/values';
import { ApiClient, apiResource, keysetList, type ApiResource, type KeysetList } from '@orbisvoice/shared-ui/core';

/** Where tenants are read, and where staff act upon them. */
@Injectable({ providedIn: 'root' })
export class TenantsApi {
  private readonly api = inject(ApiClient);

  /** One tenant; an empty id asks for nothing yet. */
  detail(id: Signal<string>): ApiResource<AdminTenantDetail> {
    return apiResource(() => (id() ? { path: `admin/tenants/${encodeURIComponent(id())}` } : undefined));
  }

  /** One tenant's billing; an empty id asks for nothing yet. */
  billing(id: Signal<string>): ApiResource<AdminTenantBilling> {
    return apiResource(() => (id() ? { path: `admin/tenants/${encodeURIComponent(id())}/billing` } : undefined));
  }

  /** One tenant's agents; an empty id asks for nothing yet. */
  agents(id: Signal<string>): ApiResource<AdminAgentList> {
    return apiResource(() => (id() ? { path: `${pathOf(id())}/agents` } : undefined));
  }

  /** One tenant's API keys; an empty id asks for nothing yet. */
  keys(id: Signal<string>): ApiResource<AdminApiKeyList> {
    return apiResource(() => (id() ? { path: `${pathOf(id())}/api-keys` } : undefined));
  }

  /** @throws ApiProblem */
  async revokeKey(id: string, body: RevokeTenantKey): Promise<void> {
    await this.api.post(`${pathOf(id)}/api-keys/revoke`, body);
  }

  /** Where one tenant's own systems are told of what happens; an empty id asks for nothing yet. */
  webhookEndpoints(id: Signal<string>): ApiResource<AdminWebhookEndpointList> {
    return apiResource(() => (id() ? { path: `${pathOf(id())}/webhook-endpoints` } : undefined));
  }

  /** What they were told; an empty id asks for nothing yet. */
  webhookDeliveries(id: Signal<string>, query: Signal<Omit<AdminWebhookDeliveryQuery, 'cursor'>>): KeysetList<WebhookDelivery> {
    return keysetList(() => (id() ? { path: `${pathOf(id())}/webhook-deliveries`, query: { ...query() } } : undefined));
  }

  /** How much one tenant talks; an empty id asks for nothing yet. */
  usage(id: Signal<string>): ApiResource<AdminTenantUsage> {
    return apiResource(() => (id() ? { path: `${pathOf(id())}/usage` } : undefined));
  }

  /** What one tenant's limit is made of; an empty id asks for nothing yet. */
  limits(id: Signal<string>): ApiResource<AdminTenantLimits> {
    return apiResource(() => (id() ? { path: `${pathOf(id())}/limits` } : undefined));
  }

  /** @throws ApiProblem */
  changeLimits(id: string, body: ChangeLimits): Promise<AdminTenantLimits> {
    return this.api.patch<AdminTenantLimits>(`${pathOf(id)}/limits`, body);
  }

  /** @throws ApiProblem */
  previewAdjustment(id: string, adjustment: SubscriptionAdjustment): Promise<AdjustmentPreview> {
    return this.api.post<AdjustmentPreview>(`${pathOf(id)}/subscription/preview`, adjustment);
  }

  /** @throws ApiProblem */
  adjust(id: string, body: AdjustSubscription): Promise<AdjustmentResult> {
    return this.api.patch<AdjustmentResult>(`${pathOf(id)}/subscription`, body);
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
