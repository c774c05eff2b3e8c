import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { defineJob, HandlesJob } from '../../../platform/queues/job.js';
import { AllTenantsUsageRepository } from '../persistence/all-tenants-usage.repository.js';

const LIFETIME_MS = 24 * 3_600_000;
const SLICE = 500;

export const expireReservations = defineJob({ name: 'expire-reservations', queue: 'maintenance', every: 10 * 60_000 });

/**
 * Gives back the places of conversations that never qualified: their process died, or the session was never ended. One that did qualify is
 * counted by then, so state and age are all there is to look at.
 */
@Injectable()
export class ExpireReservations {
  private readonly logger = new Logger(ExpireReservations.name);

  constructor(
    private readonly usage: AllTenantsUsageRepository,
    private readonly clock: Clock,
  ) {}

  @HandlesJob(expireReservations)
  async run(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - LIFETIME_MS);
    let released = 0;
    for (let due = await this.next(before); due.length > 0; due = await this.next(before)) {
      const outcomes = await this.usage.release(due);
      released += outcomes.filter((outcome) => outcome === 'released').length;
    }
    if (released > 0) this.logger.log(`released ${released} reservations that never qualified`);
  }

  private next(before: Date): ReturnType<AllTenantsUsageRepository['reservedBefore']> {
    return this.usage.reservedBefore(before, SLICE);
  }
}
