import { computed, inject, Injectable, signal } from '@angular/core';
import type { AdminWebhookDeliveryQuery } from '@orbisvoice/shared-dto';
import { WEBHOOK_DELIVERY_STATUSES, WEBHOOK_EVENTS } from '@orbisvoice/shared-dto/values';
import { oneOf, urlState } from '@orbisvoice/shared-ui/core';
import { asUuid } from '../../core/filter-values';
import { keepLast } from '../../core/keep-last';
import { pollWhile } from '../../core/poll-while';
import { TenantsApi } from './tenants.api';
import { endpointNames } from './webhook-words';

const PAGE_SIZE = 50;
/** A try that failed is followed by pauses of minutes and hours. */
const SLOWNESS = 10;

/** Where a tenant's systems are told, and the deliveries of the filters that the address holds. */
@Injectable()
export class TenantWebhooksStore {
  private readonly api = inject(TenantsApi);
  readonly id = signal('');
  readonly filter = urlState({ endpoint: '', status: '', event: '' });
  /** Whose they are. The page does without when this cannot be read. */
  readonly tenant = keepLast(this.api.detail(this.id), this.id);
  readonly isTenantActive = computed(() => (this.tenant.value()?.status ?? 'active') === 'active');
  readonly endpoints = keepLast(this.api.webhookEndpoints(this.id), this.id);
  readonly names = computed(() => endpointNames(this.endpoints.value()?.items ?? []));
  readonly offIds = computed(() => new Set(this.endpoints.value()?.items.flatMap(({ id, isEnabled }) => (isEnabled ? [] : [id]))));

  private readonly query = computed<Omit<AdminWebhookDeliveryQuery, 'cursor'>>(() => {
    const now = this.filter.value();
    const endpointId = asUuid(now.endpoint);
    const status = oneOf(now.status, WEBHOOK_DELIVERY_STATUSES);
    const event = oneOf(now.event, WEBHOOK_EVENTS);
    return { pageSize: PAGE_SIZE, ...(endpointId && { endpointId }), ...(status && { status }), ...(event && { event }) };
  });
  readonly list = this.api.webhookDeliveries(this.id, this.query);
  readonly deliveries = keepLast(
    this.list,
    computed(() => [this.id(), this.query()]),
  );
  /** A tenant that is not there, or has no endpoint, has no list of what was sent either: that is said once. */
  readonly hasDeliveries = computed(() => this.endpoints.value()?.items.length !== 0 && !this.deliveries.problem()?.isMissing);
  readonly isLoading = computed(() => this.endpoints.isLoading() || this.list.isLoading());

  constructor() {
    const look = { isLoading: this.isLoading, stale: this.deliveries.stale, reload: () => this.reloadBoth() };
    pollWhile(
      look,
      computed(() => {
        const items = this.deliveries.value()?.items ?? [];
        // whoever has loaded more is reading: their rows stay where they are
        return items.length <= PAGE_SIZE && !this.list.isLoadingMore() && items.some(({ status }) => status === 'pending');
      }),
      SLOWNESS,
    );
  }

  reload(): void {
    this.tenant.reload();
    this.reloadBoth();
  }

  private reloadBoth(): void {
    this.endpoints.reload();
    this.list.reload();
  }
}
