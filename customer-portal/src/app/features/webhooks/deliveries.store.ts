import { Injectable, computed, effect, inject, signal, untracked } from '@angular/core';
import type { WebhookDelivery } from '@orbisvoice/shared-dto';
import { LIMITS, WEBHOOK_DELIVERY_STATUSES, WEBHOOK_EVENTS } from '@orbisvoice/shared-dto/values';
import { ApiProblem, Clock, POLL_MS, keysetList, oneOf, urlState, type KeysetPage } from '@orbisvoice/shared-ui/core';
import type { FileFilters } from '../../core/list-export';
import { pageVisibility } from '../../core/page-visibility';
import { slownessOf } from './delivery-pace';
import { WebhooksApi } from './webhooks.api';
import { WebhooksStore } from './webhooks.store';

/** After a look that failed the next one waits so many times longer. */
const PATIENCE = 5;

/** What an endpoint was told, as the address asks for it; looked at again while anything of it is on its way, and by whoever comes back to the tab. */
@Injectable()
export class DeliveriesStore {
  private readonly api = inject(WebhooksApi);
  private readonly endpoints = inject(WebhooksStore);
  private readonly clock = inject(Clock);
  private readonly shortest = inject(POLL_MS);

  readonly endpointId = signal('');
  readonly url = urlState({ status: '', event: '' });
  private readonly query = computed(() => {
    const { status, event } = this.url.value();
    return { status: oneOf(status, WEBHOOK_DELIVERY_STATUSES), event: oneOf(event, WEBHOOK_EVENTS) };
  });
  readonly file = (): FileFilters => ({ endpointId: this.endpointId(), ...this.query() });
  readonly list = keysetList<WebhookDelivery>(() => {
    const id = this.endpointId();
    return id ? this.api.deliveries(id, this.query()) : undefined;
  });
  private readonly endpoint = this.endpoints.one(this.endpointId);
  private readonly failure = signal<ApiProblem | null>(null);
  private readonly looks = signal(0);
  private readonly isVisible = pageVisibility();
  /** Why the list could not be read again. */
  readonly stale = this.failure.asReadonly();
  readonly isOff = computed(() => this.endpoint.value()?.isEnabled === false);

  constructor() {
    effect(() => {
      if (this.isVisible()) untracked(() => void this.lookAgain());
    });
    effect((onCleanup) => {
      this.looks();
      // what is further down is not read again
      const rows = this.list.value()?.items.slice(0, LIMITS.pageSizeMax) ?? [];
      const isAtRest = this.isVisible() && !this.list.isLoading() && !this.list.isLoadingMore();
      if (!isAtRest || !rows.some(({ status }) => status === 'pending')) return;
      const slowness = this.failure() ? PATIENCE : slownessOf(rows, { isOff: this.isOff(), now: this.clock.now() });
      const timer = setTimeout(() => void this.lookAgain(), this.shortest * slowness);
      onCleanup(() => clearTimeout(timer));
    });
  }

  /** Takes over what a write has answered. */
  put(next: WebhookDelivery): void {
    const page = this.list.value();
    if (page) this.list.set({ ...page, items: page.items.map((row) => (row.id === next.id ? next : row)) });
  }

  /** Reads the rows that are shown again, with what has come in front of them, without taking the list off the screen. */
  async lookAgain(): Promise<void> {
    const before = this.list.value();
    if (!before) return;
    const asked = this.asked();
    const pageSize = Math.min(LIMITS.pageSizeMax, Math.max(LIMITS.pageSizeDefault, before.items.length));
    try {
      const head = await this.api.newest(this.endpointId(), { ...this.query(), pageSize });
      // the filters may have changed, or more rows come, while this was under way
      if (this.list.value() !== before || this.asked() !== asked) return;
      this.failure.set(null);
      const after = withHead(before, head);
      this.list.set(after);
      // whatever has ended counts in the endpoint's figures
      if (countPending(before) !== countPending(after)) this.endpoints.lookAgain();
    } catch (error) {
      const problem = ApiProblem.from(error);
      this.failure.set(problem);
      // somebody has deleted it: the list of endpoints knows
      if (problem.isMissing) this.endpoints.lookAgain();
    } finally {
      this.looks.update((count) => count + 1);
    }
  }

  private asked(): string {
    return JSON.stringify([this.endpointId(), this.query()]);
  }
}

const countPending = ({ items }: KeysetPage<WebhookDelivery>): number => items.filter(({ status }) => status === 'pending').length;

/** The list with its beginning read anew: rows behind that beginning stay, and so does the way to more of them. */
export function withHead(before: KeysetPage<WebhookDelivery>, head: KeysetPage<WebhookDelivery>): KeysetPage<WebhookDelivery> {
  const last = head.items.at(-1);
  if (!last || head.next === null) return head;
  const rest = before.items.filter((row) => isBehind(row, last));
  return rest.length > 0 ? { items: [...head.items, ...rest], next: before.next } : head;
}

function isBehind(row: WebhookDelivery, last: WebhookDelivery): boolean {
  return row.createdAt === last.createdAt ? row.id < last.id : row.createdAt < last.createdAt;
}
