import { Injectable } from '@nestjs/common';
import type {
  AdminAgentList,
  AdminApiKeyList,
  AdminTenantUsage,
  AdminWebhookDeliveryQuery,
  AdminWebhookEndpointList,
  RevokeTenantKey,
  WebhookDeliveryList,
} from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { tenantIdOf, type TenantId } from '../../../platform/access/tenant-id.js';
import { Clock } from '../../../platform/clock/clock.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { ApiKeyService } from '../../api-keys/index.js';
import { Usage } from '../../billing/index.js';
import { WebhookDirectory } from '../../webhooks/index.js';
import { AllTenantsTenantPartRepository, type TenantKeyRow } from '../persistence/all-tenants-tenant-part.repository.js';

const AGENTS = 200;
const KEYS = 200;
const PERIODS = 12;

/** What a tenant has and how much it talks: the parts of its page that are read by themselves. */
@Injectable()
export class TenantPartDesk {
  constructor(
    private readonly parts: AllTenantsTenantPartRepository,
    private readonly usage: Usage,
    private readonly apiKeys: ApiKeyService,
    private readonly webhooks: WebhookDirectory,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `admin.tenant_not_found` */
  async known(id: string): Promise<TenantId> {
    if (!(await this.parts.exists(id))) throw new DomainError('admin.tenant_not_found');
    return tenantIdOf(id);
  }

  /** @throws DomainError `admin.tenant_not_found` */
  async agents(id: string): Promise<AdminAgentList> {
    await this.known(id);
    const { items, total } = await this.parts.agents(id, this.clock.now(), AGENTS);
    return {
      items: items.map((row) => ({
        ...row,
        createdAt: row.createdAt.toISOString(),
        lastConversationAt: row.lastConversationAt?.toISOString() ?? null,
      })),
      total,
    };
  }

  /** @throws DomainError `admin.tenant_not_found` */
  async keys(id: string): Promise<AdminApiKeyList> {
    await this.known(id);
    const { items, total } = await this.parts.keys(id, this.clock.now(), KEYS);
    return { items: items.map(keyOf), total };
  }

  /** Ends a key at once, in every process. @throws DomainError `admin.tenant_not_found`, or `api_keys.not_found` for one that works no more */
  async revokeKey(actor: Actor, id: string, { apiKeyId, reason }: RevokeTenantKey): Promise<void> {
    await this.apiKeys.revokeByStaff(actor, { tenantId: await this.known(id), id: apiKeyId, reason });
  }

  /** Where its systems are told of what happens: without paths and queries, which may hold keys. @throws DomainError `admin.tenant_not_found` */
  async webhookEndpoints(id: string): Promise<AdminWebhookEndpointList> {
    const endpoints = await this.webhooks.endpoints(await this.known(id));
    return { items: endpoints.map((endpoint) => ({ ...endpoint, url: new URL(endpoint.url).origin })) };
  }

  /** @throws DomainError `admin.tenant_not_found`, or `request.invalid` for a cursor of another list */
  async webhookDeliveries(id: string, query: AdminWebhookDeliveryQuery): Promise<WebhookDeliveryList> {
    const list = await this.webhooks.deliveries(tenantIdOf(id), query);
    if (list.items.length === 0) await this.known(id);
    return list;
  }

  /** @throws DomainError `admin.tenant_not_found` */
  async usageOf(id: string): Promise<AdminTenantUsage> {
    const tenantId = await this.known(id);
    const [current, days, periods] = await Promise.all([
      this.usage.summary(tenantId),
      this.usage.history(tenantId),
      this.parts.periods(id, PERIODS),
    ]);
    return { current, days, periods: periods.map((row) => ({ ...row, start: row.start.toISOString(), end: row.end.toISOString() })) };
  }
}

const keyOf = ({ createdById, createdByName, ...row }: TenantKeyRow): AdminApiKeyList['items'][number] => ({
  ...row,
  createdAt: row.createdAt.toISOString(),
  lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  expiresAt: row.expiresAt?.toISOString() ?? null,
  revokedAt: row.revokedAt?.toISOString() ?? null,
  createdBy: createdById === null ? null : { id: createdById, name: createdByName },
});
