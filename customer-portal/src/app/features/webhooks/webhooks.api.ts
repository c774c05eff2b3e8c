import { Injectable, inject } from '@angular/core';
import type {
  CreateWebhookEndpoint,
  IssuedWebhookEndpoint,
  ReplayFailedWebhooks,
  ReplayedWebhooks,
  TestWebhook,
  UpdateWebhookEndpoint,
  WebhookDelivery,
  WebhookDeliveryList,
  WebhookEndpoint,
  WebhookEndpointPage,
} from '@orbisvoice/shared-dto';
import { WEBHOOK_ENDPOINTS_MAX } from '@orbisvoice/shared-dto/values';
import { ApiClient, type ApiRequest, type QueryValue } from '@orbisvoice/shared-ui/core';

type Filters = Readonly<Record<string, QueryValue>>;

const pathOf = (id: string): string => `webhook-endpoints/${encodeURIComponent(id)}`;
const deliveryPath = (id: string): string => `webhook-deliveries/${encodeURIComponent(id)}`;
const LIST = { path: 'webhook-endpoints', query: { pageSize: WEBHOOK_ENDPOINTS_MAX } } as const;

/** The only place that knows the addresses of outgoing webhooks. */
@Injectable({ providedIn: 'root' })
export class WebhooksApi {
  private readonly api = inject(ApiClient);

  /** All of them: there are never more than fit on one page. */
  list = (): ApiRequest => LIST;
  read = (): Promise<WebhookEndpointPage> => this.api.get(`${LIST.path}?pageSize=${LIST.query.pageSize}`);
  create = (body: CreateWebhookEndpoint): Promise<IssuedWebhookEndpoint> => this.api.post(LIST.path, body);
  update = (id: string, body: UpdateWebhookEndpoint): Promise<WebhookEndpoint> => this.api.patch(pathOf(id), body);
  remove = (id: string): Promise<void> => this.api.delete(pathOf(id));
  rotate = (id: string): Promise<IssuedWebhookEndpoint> => this.api.post(`${pathOf(id)}/rotate-secret`);
  test = (id: string, body: TestWebhook): Promise<WebhookDelivery> => this.api.post(`${pathOf(id)}/test`, body);
  replayFailed = (id: string, body: ReplayFailedWebhooks): Promise<ReplayedWebhooks> => this.api.post(`${pathOf(id)}/replay-failed`, body);

  deliveries = (id: string, query: Filters): ApiRequest => ({ path: `${pathOf(id)}/deliveries`, query });
  /** The newest ones, for a list that is shown already. */
  newest(id: string, filters: Filters): Promise<WebhookDeliveryList> {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(filters)) if (value) query.set(name, String(value));
    return this.api.get(`${pathOf(id)}/deliveries?${query}`);
  }
  delivery = (id: string): ApiRequest => ({ path: deliveryPath(id) });
  replay = (id: string): Promise<WebhookDelivery> => this.api.post(`${deliveryPath(id)}/replay`);
}
