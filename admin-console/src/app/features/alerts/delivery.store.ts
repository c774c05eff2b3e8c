import { computed, inject, Injectable, signal } from '@angular/core';
import type { ChangeAlertSettings, ChangedAlertSettings } from '@orbisvoice/shared-dto';
import { keepLast } from '../../core/keep-last';
import { pollWhile } from '../../core/poll-while';
import { AlertsApi } from './alerts.api';

/** Who is told, and the latest deliveries: looked at again while one is on its way. */
@Injectable()
export class DeliveryStore {
  private readonly api = inject(AlertsApi);
  readonly settings = keepLast(this.api.settings(), signal(''));
  readonly deliveries = keepLast(this.api.deliveries(), signal(''));

  constructor() {
    pollWhile(
      this.deliveries,
      computed(() => this.deliveries.value()?.items.some(({ status }) => status === 'waiting') ?? false),
      2,
    );
  }

  /** @throws ApiProblem `request.invalid` */
  async change(body: ChangeAlertSettings): Promise<ChangedAlertSettings> {
    const changed = await this.api.change(body);
    this.settings.reload();
    return changed;
  }

  async test(): Promise<void> {
    await this.api.test();
    this.deliveries.reload();
  }

  reload(): void {
    this.settings.reload();
    this.deliveries.reload();
  }
}
