import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { Config } from '../../../platform/config/config.js';
import { AllTenantsAlertListRepository } from '../persistence/all-tenants-alert-list.repository.js';
import { toldAlert } from './alert-mails.js';
import { subjectOf } from './alert-view.js';

/** What a webhook is sent; `type` and `timestamp` as Standard Webhooks have them. */
export interface AlertMessage {
  readonly type: string;
  readonly timestamp: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Words hits for other systems. */
@Injectable()
export class AlertMessages {
  constructor(
    private readonly alerts: AllTenantsAlertListRepository,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** Of a step of a hit, or a test when there is none. */
  async of({ alertId, stepId }: { readonly alertId: string | null; readonly stepId: string | null }): Promise<AlertMessage> {
    const row = alertId === null ? null : await this.alerts.find(alertId);
    if (!row) return { type: 'alert.test', timestamp: this.clock.now().toISOString(), data: { text: 'A test of the console.' } };
    const step = (await this.alerts.steps(row.id)).find(({ id }) => id === stepId);
    const { firstAt, lastAt, ...told } = toldAlert(row, step?.kind ?? 'opened');
    const { tenantId, count, peak, threshold, windowSeconds, status } = row;
    const url = `${this.config.http.consoleUrl}/alerts/${row.id}`;
    return {
      type: `alert.${step?.kind ?? 'opened'}`,
      timestamp: (step?.at ?? row.openedAt).toISOString(),
      data: { ...told, ...subjectOf(row.subject), tenantId, status, count, peak, threshold, windowSeconds, firstAt, lastAt, url },
    };
  }
}
