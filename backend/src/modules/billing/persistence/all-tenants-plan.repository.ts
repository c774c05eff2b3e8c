import { Injectable } from '@nestjs/common';
import type { PlanCode } from '@orbisvoice/shared-dto/values';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';

/** A row of the price list; the same for every tenant. */
export interface Plan {
  readonly code: PlanCode;
  readonly name: string;
  readonly description: string;
  /** Minor units per month. */
  readonly priceMonthly: number;
  /** Minor units per year; null when the plan is not sold by the year. */
  readonly priceYearly: number | null;
  /** Millionths of the major unit per conversation beyond the limit; null when that is not sold. */
  readonly overageUnitMicros: number | null;
  readonly currency: string;
  readonly conversationLimit: number;
  readonly features: readonly string[];
}

@Injectable()
export class AllTenantsPlanRepository {
  constructor(private readonly database: PlatformDatabase) {}

  /** Cheapest first. */
  all(): Promise<Plan[]> {
    return this.database.query<Plan>({
      name: 'plans.all',
      text: `select code, name, description, price_monthly::float8 as "priceMonthly", price_yearly::float8 as "priceYearly",
                    overage_unit_micros as "overageUnitMicros", currency,
                    conversation_limit as "conversationLimit", features
             from plans order by position`,
    });
  }

  async byCode(code: PlanCode): Promise<Plan> {
    const plan = (await this.all()).find((one) => one.code === code);
    if (!plan) throw new Error(`no plan ${code}`);
    return plan;
  }
}
