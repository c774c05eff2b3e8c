import { Injectable, computed, inject, signal } from '@angular/core';
import type {
  CreateWebhookEndpoint,
  IssuedWebhookEndpoint,
  UpdateWebhookEndpoint,
  WebhookEndpoint,
  WebhookEndpointPage,
} from '@orbisvoice/shared-dto';
import { WEBHOOK_ENDPOINTS_MAX } from '@orbisvoice/shared-dto/values';
import { ApiProblem, Clock, apiResource, keepLast, type ApiResource } from '@orbisvoice/shared-ui/core';
import { WebhooksApi } from './webhooks.api';

const GONE = new ApiProblem({ code: 'webhooks.endpoint_not_found', status: 404 });

/** The endpoints of the workspace. What a write answers is put in; a secret passes through once and is never held here. */
@Injectable()
export class WebhooksStore {
  private readonly api = inject(WebhooksApi);
  private readonly clock = inject(Clock);

  readonly page = keepLast(
    apiResource<WebhookEndpointPage>(() => this.api.list()),
    signal('all'),
  );
  readonly isFull = computed(() => (this.page.value()?.total ?? 0) >= WEBHOOK_ENDPOINTS_MAX);

  /** One of them, as a page reads it: the API has no other way to it than the list. */
  one(id: () => string): ApiResource<WebhookEndpoint> {
    const value = computed(() => this.page.value()?.items.find((item) => item.id === id()));
    return {
      value,
      isLoading: this.page.isLoading,
      problem: computed(() => this.page.problem() ?? (this.page.value() && !value() ? GONE : null)),
      reload: () => this.page.reload(),
      set: (next) => this.put(next),
    };
  }

  async create(body: CreateWebhookEndpoint): Promise<IssuedWebhookEndpoint> {
    const issued = await this.api.create(body);
    this.change((items) => [withoutSecret(issued), ...items]);
    return issued;
  }

  async update(id: string, body: UpdateWebhookEndpoint): Promise<WebhookEndpoint> {
    const changed = await this.api.update(id, body);
    this.put(changed);
    return changed;
  }

  /** On or off: on screen at once, and back again when it is refused. */
  async setEnabled(endpoint: WebhookEndpoint, isEnabled: boolean): Promise<void> {
    const reason = isEnabled ? null : 'by_hand';
    const disabledAt = isEnabled ? null : new Date(this.clock.now()).toISOString();
    this.put({ ...endpoint, isEnabled, disabledReason: reason, disabledAt });
    try {
      await this.update(endpoint.id, { isEnabled });
    } catch (error) {
      this.put(endpoint);
      throw error;
    }
  }

  async rotate(id: string): Promise<IssuedWebhookEndpoint> {
    const issued = await this.api.rotate(id);
    this.put(withoutSecret(issued));
    return issued;
  }

  async remove(id: string): Promise<void> {
    await this.api.remove(id);
    this.drop(id);
  }

  /** Somebody else was faster. */
  drop(id: string): void {
    this.change((items) => items.filter((item) => item.id !== id));
  }

  /** Reads the list again without taking it off the screen. */
  lookAgain(): void {
    this.page.reload();
  }

  private put(next: WebhookEndpoint): void {
    this.change((items) => items.map((item) => (item.id === next.id ? next : item)));
  }

  private change(next: (items: WebhookEndpoint[]) => WebhookEndpoint[]): void {
    const page = this.page.value();
    if (!page) return;
    const items = next(page.items);
    this.page.set({ ...page, items, total: page.total + items.length - page.items.length });
  }
}

function withoutSecret({ secret: _shownOnce, ...endpoint }: IssuedWebhookEndpoint): WebhookEndpoint {
  return endpoint;
}
