import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { defineJob, HandlesJob } from '../queues/job.js';
import { AllTenantsIdempotencyRepository } from './all-tenants-idempotency.repository.js';

const RETENTION_MS = 24 * 3_600_000;
const HOUR_MS = 3_600_000;

export const purgeIdempotencyKeys = defineJob({ name: 'purge-idempotency-keys', queue: 'maintenance', every: HOUR_MS });

/** A stored answer is replayed for 24 hours. Effects stay idempotent for good by their own keys. */
@Injectable()
export class PurgeIdempotencyKeys {
  constructor(
    private readonly keys: AllTenantsIdempotencyRepository,
    private readonly clock: Clock,
  ) {}

  @HandlesJob(purgeIdempotencyKeys)
  run(): Promise<number> {
    return this.keys.purge(new Date(this.clock.now().getTime() - RETENTION_MS));
  }
}
