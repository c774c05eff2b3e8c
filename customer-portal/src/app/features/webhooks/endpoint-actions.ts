import { Injectable, computed, inject, signal } from '@angular/core';
import type { IssuedWebhookEndpoint, WebhookEndpoint } from '@orbisvoice/shared-dto';
import { SessionStore } from '@orbisvoice/shared-ui/core';
import { ConfirmService, ToastService } from '@orbisvoice/shared-ui/feedback';
import { deeds } from '../../core/deeds';
import { endpointName } from './webhook-words';
import { WebhooksStore } from './webhooks.store';
import { S } from './webhooks.strings';

/** What people do with an endpoint, on the list and on its own page. */
@Injectable()
export class EndpointActions {
  private readonly store = inject(WebhooksStore);
  private readonly toasts = inject(ToastService);
  private readonly confirm = inject(ConfirmService);
  private readonly session = inject(SessionStore);
  private readonly deeds = deeds((id) => this.store.drop(id));

  /** Not while acting for somebody: the server refuses all of it to staff. */
  readonly canManage = computed(() => this.session.can('webhooks.manage') && !this.session.impersonation());
  /** The one in the dialog; `new` for one that is to be. */
  readonly edited = signal<WebhookEndpoint | 'new' | null>(null);
  /** A secret that was just issued, for as long as it is on screen. */
  readonly issued = signal<IssuedWebhookEndpoint | null>(null);

  readonly isBusy = this.deeds.isBusy;

  created(endpoint: IssuedWebhookEndpoint): void {
    this.edited.set(null);
    this.issued.set(endpoint);
  }

  changed(endpoint: WebhookEndpoint): void {
    this.edited.set(null);
    this.toasts.show({ text: S.changed(endpointName(endpoint)) });
  }

  async setEnabled(endpoint: WebhookEndpoint, isEnabled: boolean): Promise<void> {
    await this.deeds.attempt(endpoint.id, async () => {
      await this.store.setEnabled(endpoint, isEnabled);
      const name = endpointName(endpoint);
      const undo = (): void => void this.setEnabled({ ...endpoint, isEnabled }, !isEnabled);
      this.toasts.show({ text: isEnabled ? S.switchedOn(name) : S.switchedOff(name), undo });
    });
  }

  async rotate({ id }: WebhookEndpoint): Promise<void> {
    const { heading, text, consequences, confirm: confirmLabel } = S.rotate;
    if (!(await this.confirm.ask({ heading, text, consequences, confirmLabel }))) return;
    await this.deeds.attempt(id, async () => this.issued.set(await this.store.rotate(id)));
  }

  /** Resolves to whether it is deleted. */
  async remove(endpoint: WebhookEndpoint): Promise<boolean> {
    const { heading, text, consequences, confirm: confirmLabel, done } = S.remove;
    const name = endpointName(endpoint);
    if (!(await this.confirm.ask({ heading: heading(name), text, consequences, confirmLabel, isDangerous: true }))) return false;
    return this.deeds.attempt(endpoint.id, async () => {
      await this.store.remove(endpoint.id);
      this.toasts.show({ text: done(name) });
    });
  }
}
