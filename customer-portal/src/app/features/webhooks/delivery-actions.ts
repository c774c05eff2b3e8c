import { Injectable, inject } from '@angular/core';
import type { WebhookDelivery } from '@orbisvoice/shared-dto';
import { ToastService } from '@orbisvoice/shared-ui/feedback';
import { deeds } from '../../core/deeds';
import { L } from './deliveries.strings';
import { WebhooksApi } from './webhooks.api';

/** Sending single messages again, on the list and on a delivery's own page. */
@Injectable()
export class DeliveryActions {
  private readonly api = inject(WebhooksApi);
  private readonly toasts = inject(ToastService);
  // one that is not there any more is not looked for: the next look at the list is without it
  private readonly deeds = deeds(() => undefined);
  readonly isBusy = this.deeds.isBusy;

  /** `put` takes over the delivery as it stands then. */
  async sendAgain({ id, event }: WebhookDelivery, put: (next: WebhookDelivery) => void): Promise<void> {
    await this.deeds.attempt(id, async () => {
      put(await this.api.replay(id));
      this.toasts.show({ text: L.sentAgain(event) });
    });
  }
}
