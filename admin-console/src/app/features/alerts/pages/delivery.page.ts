import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import type { ChangeAlertSettings } from '@orbisvoice/shared-dto';
import { ApiProblem } from '@orbisvoice/shared-ui/core';
import { ConfirmService, OvEmpty, OvNotice, OvSkeleton, ToastService } from '@orbisvoice/shared-ui/feedback';
import { OvPageHeader } from '@orbisvoice/shared-ui/layout';
import { OvButton, OvCard, OvCopyButton, OvIcon } from '@orbisvoice/shared-ui/ui';
import { offerListKeys } from '../../../core/page-keys';
import { Problem } from '../../../ui/problem';
import { Refresh } from '../../../ui/refresh';
import { Stale } from '../../../ui/stale';
import { DeliveryStore } from '../delivery.store';
import { DELIVERY } from '../rules.strings';
import { DeliveryForm } from '../ui/delivery-form';
import { DeliveryTable } from '../ui/delivery-table';

/** Who is told of alerts, and how that went. */
@Component({
  selector: 'oc-delivery-page',
  imports: [
    DeliveryForm,
    DeliveryTable,
    OvButton,
    OvCard,
    OvCopyButton,
    OvEmpty,
    OvIcon,
    OvNotice,
    OvPageHeader,
    OvSkeleton,
    Problem,
    Refresh,
    Stale,
  ],
  providers: [DeliveryStore],
  templateUrl: './delivery.page.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class DeliveryPage {
  protected readonly words = DELIVERY;
  protected readonly store = inject(DeliveryStore);
  private readonly toasts = inject(ToastService);
  private readonly confirm = inject(ConfirmService);
  protected readonly settings = this.store.settings;
  protected readonly deliveries = this.store.deliveries;
  /** Shown until the page is left. */
  protected readonly secret = signal<string | null>(null);
  protected readonly refusal = signal<string | null>(null);
  protected readonly isTesting = signal(false);

  constructor() {
    offerListKeys(() => this.store.reload(), 'select');
  }

  protected readonly save = async (body: ChangeAlertSettings): Promise<void> => {
    const { webhookSecret } = await this.store.change(body);
    if (webhookSecret !== null) this.secret.set(webhookSecret);
    this.toasts.show({ text: DELIVERY.saved });
  };

  protected async renew(): Promise<void> {
    const isSure = await this.confirm.ask({ heading: DELIVERY.renewHeading, text: DELIVERY.renewText, confirmLabel: DELIVERY.renew });
    if (isSure) await this.orRefusal(() => this.save({ newSecret: true }));
  }

  protected async test(): Promise<void> {
    this.isTesting.set(true);
    await this.orRefusal(async () => {
      await this.store.test();
      this.toasts.show({ text: DELIVERY.testing });
    });
    this.isTesting.set(false);
  }

  private async orRefusal(deed: () => Promise<void>): Promise<void> {
    this.refusal.set(null);
    try {
      await deed();
    } catch (error) {
      this.refusal.set(ApiProblem.from(error).sentence);
    }
  }
}
