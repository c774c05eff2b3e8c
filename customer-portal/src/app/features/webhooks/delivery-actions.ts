import { Injectable, inject, signal } from '@angular/core';
import type { WebhookDelivery } from '@orbisvoice/shared-dto';
import { ApiProblem } from '@orbisvoice/shared-ui/core';
import { ToastService } from '@orbisvoice/shared-ui/feedback';
import { L } from './deliveries.strings';
import { WebhooksApi } from './webhooks.api';

/** Sending single messages again, on the list and on a delivery's own page. */
@Injectable()
export class DeliveryActions {
  private readonly api = inject(WebhooksApi);
  private readonly toasts = inject(ToastService);
  private readonly busy = signal<string | null>(null);

  isBusy = (id: string): boolean => this.busy() === id;

  /** Resolves to the delivery as it stands then, or to null when it was refused. */
  async sendAgain({ id, event }: WebhookDelivery): Promise<WebhookDelivery | null> {
    if (this.busy() !== null) return null;
    this.busy.set(id);
    try {
      const delivery = await this.api.replay(id);
      this.toasts.show({ text: L.sentAgain(event) });
      return delivery;
    } catch (error) {
      this.toasts.show({ text: ApiProblem.from(error).sentence, tone: 'danger' });
      return null;
    } finally {
      this.busy.set(null);
    }
  }
}
