import { inject, Injectable, signal } from '@angular/core';
import type { SecurityAlertDetail } from '@orbisvoice/shared-dto';
import type { AlertAction } from '@orbisvoice/shared-dto/values';
import { keepLast } from '../../core/keep-last';
import { optimistically } from '../../core/optimistically';
import { AlertsApi } from './alerts.api';

/** One alert. */
@Injectable()
export class AlertStore {
  private readonly api = inject(AlertsApi);
  readonly id = signal('');
  readonly alert = keepLast(this.api.alert(this.id), this.id);

  /** Shows at once; a refusal takes it back. @throws ApiProblem `alerts.not_possible` */
  async acknowledge(note: string): Promise<void> {
    await optimistically(this.alert, {
      // what can be done next is the server's to say
      expect: (alert) => ({ ...alert, status: 'acknowledged' as const, actions: [] }),
      send: () => this.send('acknowledge', note),
      settle: (_, answer) => answer,
    });
  }

  /** @throws ApiProblem `alerts.not_possible`; what is so by then is read */
  async act(action: AlertAction, note: string): Promise<void> {
    try {
      this.alert.set(await this.send(action, note));
    } catch (error) {
      this.alert.reload();
      throw error;
    }
  }

  private send(action: AlertAction, note: string): Promise<SecurityAlertDetail> {
    return this.api.act(this.id(), { action, ...(note && { note }) });
  }
}
