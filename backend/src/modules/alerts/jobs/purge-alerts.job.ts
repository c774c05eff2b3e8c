import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { defineJob, HandlesJob } from '../../../platform/queues/job.js';
import { AllTenantsAlertDeliveryRepository } from '../persistence/all-tenants-alert-delivery.repository.js';
import { AllTenantsSignalHistoryRepository } from '../persistence/all-tenants-signal-history.repository.js';

export const purgeAlerts = defineJob({ name: 'purge-alerts', queue: 'maintenance', cron: '47 3 * * *' });

/** Forgets signals after 8 days, countries of keys after 400, and deliveries after 30. Hits stay: they are the record. */
@Injectable()
export class PurgeAlerts {
  constructor(
    private readonly signals: AllTenantsSignalHistoryRepository,
    private readonly deliveries: AllTenantsAlertDeliveryRepository,
    private readonly clock: Clock,
  ) {}

  @HandlesJob(purgeAlerts)
  async run(): Promise<void> {
    const now = this.clock.now();
    await this.signals.purge(now);
    await this.deliveries.purge(now);
  }
}
