import { Injectable } from '@nestjs/common';
import type { PaidFunnelCohort, RevenueCohort, RevenueMonth, RevenueRow } from '@orbisvoice/shared-dto';
import type { MrrMovementKind } from '@orbisvoice/shared-dto/values';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';
import type { ChurnMonth } from '../domain/revenue.js';
import { CUSTOMER_CHURN, REVENUE_REPORT, REVENUE_ROWS } from './revenue.sql.js';

/** When, where and in what money a report is read. */
export interface RevenueScope {
  readonly asOf: Date;
  readonly timeZone: string;
  readonly currency: string;
}

/** A month as the ledger has it; what follows from it is `domain/revenue.ts`. Movements are null where nothing moved. */
export interface RevenueMonthFigures {
  readonly month: string;
  readonly isOpen: boolean;
  readonly mrrStart: number;
  readonly payersStart: number;
  readonly payersEnd: number;
  readonly movements: RevenueMonth['movements'] | null;
  readonly tenants: RevenueMonth['tenants'] | null;
  readonly churnedByFailedPayment: number;
  readonly cash: Omit<RevenueMonth['cash'], 'net'>;
  readonly plans: RevenueMonth['plans'];
}

export interface RevenueFigures {
  readonly standing: { mrr: number; payers: number; atRisk: number; ending: number; subscribed: number };
  readonly months: readonly RevenueMonthFigures[];
  readonly cohorts: readonly Omit<RevenueCohort, 'mrr'>[];
  readonly funnel: PaidFunnelCohort[];
  readonly otherCurrencies: string[];
}

export interface RevenueRowFilter {
  /** First day of the month. */
  readonly month: string;
  readonly kind: MrrMovementKind | null;
  readonly after: { readonly amount: string; readonly tenantId: string } | null;
  readonly limit: number;
}

type StoredRow = Omit<RevenueRow, 'amount' | 'before' | 'after' | 'lastAt'> & {
  readonly amount: string;
  readonly before: string;
  readonly after: string;
  readonly lastAt: Date;
};

/** The ledger of all tenants' recurring revenue. */
@Injectable()
export class AllTenantsRevenueRepository {
  constructor(private readonly database: PlatformDatabase) {}

  /** `first` and `last` are the first days of the months that begin and end the report. */
  async report(
    { asOf, timeZone, currency }: RevenueScope,
    { first, last, days }: { first: string; last: string; days: number },
  ): Promise<RevenueFigures> {
    const [row] = await this.database.query<RevenueFigures>({
      text: REVENUE_REPORT,
      values: [asOf, timeZone, currency, first, last, days],
    });
    if (!row) throw new Error('the revenue statement returned no row');
    return row;
  }

  /** The finished months since a first day of a month, the oldest first. */
  customerChurn({ asOf, timeZone, currency }: RevenueScope, since: string): Promise<ChurnMonth[]> {
    return this.database.query<ChurnMonth>({ text: CUSTOMER_CHURN, values: [asOf, timeZone, currency, since] });
  }

  async rows({ asOf, timeZone, currency }: RevenueScope, { month, kind, after, limit }: RevenueRowFilter): Promise<RevenueRow[]> {
    const values = [asOf, timeZone, currency, month, kind, after?.amount ?? null, after?.tenantId ?? null, limit];
    const rows = await this.database.query<StoredRow>({ text: REVENUE_ROWS, values });
    return rows.map(({ amount, before, after: end, lastAt, ...row }) => ({
      ...row,
      amount: Number(amount),
      before: Number(before),
      after: Number(end),
      lastAt: lastAt.toISOString(),
    }));
  }
}
