import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { WebhookDeliveryDetail } from '@orbisvoice/shared-dto';
import { Clock, apiResource, keepLast, pollWhile } from '@orbisvoice/shared-ui/core';
import { OvAsync, OvNotice, OvReady } from '@orbisvoice/shared-ui/feedback';
import { OvDatePipe, OvNumberPipe } from '@orbisvoice/shared-ui/format';
import { OvPageHeader } from '@orbisvoice/shared-ui/layout';
import { OvBadge, OvButton, OvCard, OvIcon } from '@orbisvoice/shared-ui/ui';
import { L, P } from '../deliveries.strings';
import { DELIVERY_LABELS } from '../../../core/row-labels';
import { DeliveryActions } from '../delivery-actions';
import { slownessOf } from '../delivery-pace';
import { EndpointActions } from '../endpoint-actions';
import { EVENT_LABELS } from '../event.strings';
import { MessageView } from '../ui/message-view';
import { TryList } from '../ui/try-list';
import { canSendAgain, deliveryInWords } from '../webhook-words';
import { WebhooksApi } from '../webhooks.api';
import { WebhooksStore } from '../webhooks.store';

/** One message: what was sent, every try and what came of it. Can be linked to, and moves on by itself while it waits. */
@Component({
  selector: 'ov-delivery-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [MessageView, OvAsync, OvBadge, OvButton, OvCard, OvDatePipe, OvIcon, OvNotice, OvNumberPipe, OvPageHeader, OvReady, TryList],
  providers: [WebhooksStore, EndpointActions, DeliveryActions],
  templateUrl: './delivery.page.html',
})
export default class DeliveryPage {
  readonly id = input.required<string>();
  protected readonly p = P;
  protected readonly l = L;
  protected readonly events = EVENT_LABELS;
  protected readonly statuses = DELIVERY_LABELS;
  protected readonly actions = inject(DeliveryActions);
  protected readonly canManage = inject(EndpointActions).canManage;
  private readonly api = inject(WebhooksApi);
  private readonly clock = inject(Clock);
  private readonly endpoint = inject(WebhooksStore).one(() => this.delivery.value()?.endpointId ?? '');

  protected readonly delivery = keepLast(
    apiResource<WebhookDeliveryDetail>(() => this.api.delivery(this.id())),
    this.id,
  );
  private readonly asOf = computed(() => {
    this.delivery.value();
    return { isOff: this.endpoint.value()?.isEnabled === false, now: this.clock.now() };
  });
  protected readonly words = computed(() => {
    const now = this.delivery.value();
    return now ? deliveryInWords(now, this.asOf()) : '';
  });
  protected readonly canAgain = computed(() => {
    const now = this.delivery.value();
    return this.canManage() && now !== undefined && canSendAgain(now, this.asOf());
  });
  protected readonly heading = computed(() => this.delivery.value()?.event ?? P.heading);
  protected readonly back = computed(() => {
    const now = this.delivery.value();
    return now ? { link: `/webhooks/${now.endpointId}`, label: P.back } : { link: '/webhooks', label: P.backAll };
  });

  constructor() {
    pollWhile(
      this.delivery,
      computed(() => this.delivery.value()?.status === 'pending'),
      () =>
        slownessOf(
          [this.delivery.value()].filter((one) => one !== undefined),
          this.asOf(),
        ),
    );
  }

  protected async sendAgain(delivery: WebhookDeliveryDetail): Promise<void> {
    await this.actions.sendAgain(delivery, (next) => this.delivery.set({ ...delivery, ...next }));
  }
}
