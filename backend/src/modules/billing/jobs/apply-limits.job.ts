import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { defineJob, HandlesJob } from '../../../platform/queues/job.js';
import { AllTenantsLimitRepository } from '../persistence/all-tenants-limit.repository.js';
import { Limits } from '../services/limits.service.js';
import { forEachTenant } from '../../../platform/queues/for-each-tenant.js';

const SLICE = 200;

export const applyLimits = defineJob({ name: 'apply-limits', queue: 'maintenance', every: 60_000 });

/**
 * Tells of limits that ended: what the limit is holds at its second without this (migration LimitAdjustments), but a tenant that has used
 * more than what is left of it shall hear so now, and not with its next conversation.
 */
@Injectable()
export class ApplyLimits {
  constructor(
    private readonly limits: AllTenantsLimitRepository,
    private readonly service: Limits,
    private readonly clock: Clock,
  ) {}

  /** @throws AggregateError see `forEachTenant` */
  @HandlesJob(applyLimits)
  async run(): Promise<void> {
    await forEachTenant(await this.limits.overtaken(this.clock.now(), SLICE), (tenantId) => this.service.apply(tenantId));
  }
}
