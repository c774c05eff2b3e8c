import { Injectable } from '@nestjs/common';
import { defineJob, HandlesJob } from '../../../platform/queues/job.js';
import { WatchedServices } from '../services/watched-services.js';

/** The next turn comes anyway, so one try each. Not in the queue of maintenance: a long job there would leave them unwatched. */
export const watchServices = defineJob({ name: 'watch-services', queue: 'events', every: 60_000, attempts: 1 });

/** Asks each watched service whether it is there, so that alerts need nobody who looks. */
@Injectable()
export class WatchServices {
  constructor(private readonly services: WatchedServices) {}

  @HandlesJob(watchServices)
  async run(): Promise<void> {
    await this.services.askAll();
  }
}
