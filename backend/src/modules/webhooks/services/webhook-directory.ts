import { Injectable } from '@nestjs/common';
import type {
  AdminWebhookDeliveryQuery,
  PageQuery,
  WebhookDeliveryDetail,
  WebhookDeliveryList,
  WebhookEndpoint,
  WebhookEndpointPage,
} from '@orbisvoice/shared-dto';
import { WEBHOOK_ENDPOINTS_MAX } from '@orbisvoice/shared-dto/values';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { Clock } from '../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { refusedBy } from '../../../platform/http/keyset-refusal.js';
import { decodeCursor, encodeCursor, page } from '../../../platform/http/page.js';
import { type ListPlace, WebhookDeliveryRepository } from '../persistence/webhook-delivery.repository.js';
import { WebhookEndpointRepository } from '../persistence/webhook-endpoint.repository.js';
import type { EndpointRow } from '../persistence/webhook-rows.js';
import { toWebhookDelivery, toWebhookEndpoint, toWebhookTry } from './webhook.mapper.js';

const DAY_MS = 86_400_000;
const TRIES_SHOWN = 50;

/** Reads the endpoints of a workspace and what they were told. */
@Injectable()
export class WebhookDirectory {
  constructor(
    private readonly rows: WebhookEndpointRepository,
    private readonly sent: WebhookDeliveryRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  page(tenantId: TenantId, query: PageQuery): Promise<WebhookEndpointPage> {
    return this.unitOfWork.run(tenantId, async () => {
      const { endpoints, total } = await this.rows.page(tenantId, query);
      return page(await this.shown(tenantId, endpoints), total, query);
    });
  }

  /** All of them, the newest first. */
  async endpoints(tenantId: TenantId): Promise<WebhookEndpoint[]> {
    return (await this.page(tenantId, { page: 1, pageSize: WEBHOOK_ENDPOINTS_MAX })).items;
  }

  /** Each with how it has done in the last 24 hours. */
  async shown(tenantId: TenantId, endpoints: readonly EndpointRow[]): Promise<WebhookEndpoint[]> {
    const now = this.clock.now();
    const ids = endpoints.map(({ id }) => id);
    const health = new Map((await this.rows.health(tenantId, ids, new Date(now.getTime() - DAY_MS))).map((row) => [row.endpointId, row]));
    return endpoints.map((row) => toWebhookEndpoint(row, health.get(row.id), now));
  }

  /** @throws DomainError `webhooks.endpoint_not_found`, or `request.invalid` for a cursor of another list */
  async deliveriesOf(tenantId: TenantId, query: AdminWebhookDeliveryQuery & { readonly endpointId: string }): Promise<WebhookDeliveryList> {
    const list = await this.deliveries(tenantId, query);
    const isKnown = list.items.length > 0 || (await this.rows.find(tenantId, query.endpointId)) !== null;
    if (!isKnown) throw new DomainError('webhooks.endpoint_not_found');
    return list;
  }

  /** The newest first, of all endpoints unless one is named. @throws DomainError `request.invalid` for a cursor of another list */
  async deliveries(tenantId: TenantId, query: AdminWebhookDeliveryQuery): Promise<WebhookDeliveryList> {
    const after = query.cursor === undefined ? null : placeOf(query.cursor);
    const found = await this.sent.list(tenantId, query, after).catch((error: unknown) => {
      throw refusedBy(error, query);
    });
    const rows = found.slice(0, query.pageSize);
    const last = found.length > query.pageSize ? rows.at(-1) : undefined;
    return { items: rows.map(toWebhookDelivery), next: last ? encodeCursor([last.createdAt.toISOString(), last.id]) : null };
  }

  /** @throws DomainError `webhooks.delivery_not_found` */
  async delivery(tenantId: TenantId, id: string): Promise<WebhookDeliveryDetail> {
    return this.unitOfWork.run(tenantId, async () => {
      const row = await this.sent.find(tenantId, id);
      if (!row) throw new DomainError('webhooks.delivery_not_found');
      const tries = await this.sent.tries(tenantId, id, TRIES_SHOWN);
      return { ...toWebhookDelivery(row), url: row.url, body: row.body, triesMade: tries.map(toWebhookTry) };
    });
  }
}

function placeOf(cursor: string): ListPlace {
  const [createdAt = '', id = ''] = decodeCursor(cursor, 2);
  return { createdAt, id };
}
