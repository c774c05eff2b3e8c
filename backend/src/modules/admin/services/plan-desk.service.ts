import { Injectable } from '@nestjs/common';
import type { AdminPlanList } from '@orbisvoice/shared-dto';
import { Clock } from '../../../platform/clock/clock.js';
import { PlanSheet } from '../../billing/index.js';
import { AllTenantsPlanFiguresRepository } from '../persistence/all-tenants-plan-figures.repository.js';

/** The plans as staff sees them: what is sold, what Stripe has for it, and who is on it. */
@Injectable()
export class PlanDesk {
  constructor(
    private readonly sheet: PlanSheet,
    private readonly figures: AllTenantsPlanFiguresRepository,
    private readonly clock: Clock,
  ) {}

  async read(): Promise<AdminPlanList> {
    const [{ items, isStripeReachable }, figures] = await Promise.all([this.sheet.read(), this.figures.read(this.clock.now())]);
    return { items: items.map((plan) => ({ ...plan, ...(figures.get(plan.code) ?? { tenants: 0, mrr: 0 }) })), isStripeReachable };
  }
}
