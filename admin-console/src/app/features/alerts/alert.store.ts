import { inject, Injectable, signal } from '@angular/core';
import type { AlertAction } from '@orbisvoice/shared-dto/values';
import { keepLast } from '../../core/keep-last';
import { AlertsApi } from './alerts.api';

/** One alert. */
@Injectable()
export class AlertStore {
  private readonly api = inject(AlertsApi);
  readonly id = signal('');
  readonly alert = keepLast(this.api.alert(this.id), this.id);

  /** @throws ApiProblem `alerts.not_possible`; what is so by then is read */
  async act(action: AlertAction, note: string): Promise<void> {
    try {
      this.alert.set(await this.api.act(this.id(), { action, ...(note && { note }) }));
    } catch (error) {
      this.alert.reload();
      throw error;
    }
  }
}
