import { Injectable } from '@nestjs/common';
import { defineJob, HandlesJob } from '../../../platform/queues/job.js';
import { PlatformHours } from '../services/platform-hours.service.js';

export const rollPlatformHours = defineJob({ name: 'roll-platform-hours', queue: 'maintenance', cron: '7 * * * *' });
export const checkPlatformHours = defineJob({ name: 'check-platform-hours', queue: 'maintenance', cron: '20 3 * * *' });

/** Closes hours every hour, and holds them against their rows every night. */
@Injectable()
export class PlatformHoursJobs {
  constructor(private readonly hours: PlatformHours) {}

  @HandlesJob(rollPlatformHours)
  roll(): Promise<void> {
    return this.hours.roll();
  }

  @HandlesJob(checkPlatformHours)
  check(): Promise<number> {
    return this.hours.check();
  }
}
