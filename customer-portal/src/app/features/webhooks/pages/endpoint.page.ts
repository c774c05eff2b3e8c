import { ChangeDetectionStrategy, Component, computed, effect, inject, input, signal } from '@angular/core';
import { Router } from '@angular/router';
import type { WebhookDelivery, WebhookEndpoint } from '@orbisvoice/shared-dto';
import { WEBHOOK_DELIVERY_STATUSES, WEBHOOK_EVENTS } from '@orbisvoice/shared-dto/values';
import { SessionStore } from '@orbisvoice/shared-ui/core';
import { OvClearFilters, OvKeysetPart } from '@orbisvoice/shared-ui/data';
import { OvAsync, OvNotice, OvReady, ToastService } from '@orbisvoice/shared-ui/feedback';
import { formatDate } from '@orbisvoice/shared-ui/format';
import { OvPageHeader } from '@orbisvoice/shared-ui/layout';
import { OvButton, OvCard, OvIcon, OvSelect, type Option } from '@orbisvoice/shared-ui/ui';
import { L, R } from '../deliveries.strings';
import { ListExport } from '../../../core/list-export';
import { DELIVERY_LABELS } from '../../../core/row-labels';
import { DeliveriesStore } from '../deliveries.store';
import { DeliveryActions } from '../delivery-actions';
import { EndpointActions } from '../endpoint-actions';
import { DeliveryTable } from '../ui/delivery-table';
import { EndpointButtons } from '../ui/endpoint-buttons';
import { EndpointDialogs } from '../ui/endpoint-dialogs';
import { EndpointFacts } from '../ui/endpoint-facts';
import { EndpointSwitch } from '../ui/endpoint-switch';
import { ReplayDialog } from '../ui/replay-dialog';
import { TestCard } from '../ui/test-card';
import { endpointName } from '../webhook-words';
import { WebhooksStore } from '../webhooks.store';
import { DISABLED_WORDS, S, STATE_WORDS } from '../webhooks.strings';

const ALL: Option = { value: '', label: L.filters.all };

/** One endpoint: how it does, a test of it, and what it was told. */
@Component({
  selector: 'ov-endpoint-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    DeliveryTable,
    EndpointButtons,
    EndpointDialogs,
    EndpointFacts,
    EndpointSwitch,
    ListExport,
    OvAsync,
    OvButton,
    OvCard,
    OvClearFilters,
    OvIcon,
    OvKeysetPart,
    OvNotice,
    OvPageHeader,
    OvReady,
    OvSelect,
    ReplayDialog,
    TestCard,
  ],
  providers: [WebhooksStore, EndpointActions, DeliveriesStore, DeliveryActions],
  templateUrl: './endpoint.page.html',
})
export default class EndpointPage {
  readonly id = input.required<string>();
  protected readonly s = S;
  protected readonly l = L;
  protected readonly store = inject(WebhooksStore);
  protected readonly deliveries = inject(DeliveriesStore);
  protected readonly actions = inject(EndpointActions);
  protected readonly messages = inject(DeliveryActions);
  private readonly session = inject(SessionStore);
  private readonly toasts = inject(ToastService);
  private readonly router = inject(Router);

  protected readonly statusOptions = [ALL, ...WEBHOOK_DELIVERY_STATUSES.map((value) => ({ value, label: DELIVERY_LABELS[value].label }))];
  protected readonly eventOptions = [ALL, ...WEBHOOK_EVENTS.map((value) => ({ value, label: value }))];
  protected readonly endpoint = this.store.one(this.id);
  protected readonly isReplaying = signal(false);
  protected readonly heading = computed(() => {
    const endpoint = this.endpoint.value();
    return endpoint ? endpointName(endpoint) : S.heading;
  });
  /** Why nothing is sent, or what is going to happen. */
  protected readonly notice = computed(() => {
    const endpoint = this.endpoint.value();
    if (!endpoint) return null;
    const { isEnabled, disabledReason, failingSince } = endpoint;
    const reason = disabledReason ?? 'by_hand';
    if (!isEnabled) return { tone: reason === 'by_hand' ? 'info' : 'warning', text: DISABLED_WORDS[reason].text } as const;
    if (!failingSince) return null;
    return { tone: 'warning', text: STATE_WORDS.failingText(formatDate(failingSince, this.session.timeZone(), 'time')) } as const;
  });

  constructor() {
    effect(() => this.deliveries.endpointId.set(this.id()));
  }

  protected async remove(endpoint: WebhookEndpoint): Promise<void> {
    if (await this.actions.remove(endpoint)) await this.router.navigate(['/webhooks']);
  }

  protected async sendAgain(delivery: WebhookDelivery): Promise<void> {
    await this.messages.sendAgain(delivery, (next) => this.deliveries.put(next));
  }

  protected replayed(count: number): void {
    this.isReplaying.set(false);
    this.toasts.show({ text: R.done(count) });
    void this.deliveries.lookAgain();
  }
}
