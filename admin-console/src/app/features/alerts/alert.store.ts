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
  acknowledge(note: string): Promise<SecurityAlertDetail> {
    return optimistically(this.alert, {
      // what can be done next is the server's to say
      expect: (alert) => ({ ...alert, status: 'acknowledged' as const, actions: [] }),
      send: () => this.send('acknowledge', note),
      // another alert may be on the page by now
      settle: (now, answer) => (now.id === answer.id ? answer : now),
    });
  }

  /** @throws ApiProblem `alerts.not_possible`; what is so by then is read */
  async act(action: AlertAction, note: string): Promise<SecurityAlertDetail> {
    try {
      const answer = await this.send(action, note);
      if (this.alert.value()?.id === answer.id) this.alert.set(answer);
      else this.alert.reload();
      return answer;
    } catch (error) {
      this.alert.reload();
      throw error;
    }
  }

  private send(action: AlertAction, note: string): Promise<SecurityAlertDetail> {
    return this.api.act(this.id(), { action, ...(note && { note }) });
  }
}
