import { Injectable } from '@nestjs/common';
import type { PaidFunnelCohort, RevenueCohort, RevenueMonth, RevenueRow } from '@orbisvoice/shared-dto';
import type { RevenueList, RevenueRowKind } from '@orbisvoice/shared-dto/values';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';
import type { ChurnMonth } from '../domain/revenue.js';
import { revenueRows } from './revenue-rows.sql.js';
import { CUSTOMER_CHURN, REVENUE_REPORT } from './revenue.sql.js';

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

/** What list is read; months are their first days. */
export interface RevenueRowFilter {
  readonly of: RevenueList;
  readonly first: string;
  readonly last: string;
  /** How long a sign-up has to pay. */
  readonly days: number;
  readonly kinds: readonly RevenueRowKind[] | null;
  readonly plan: string | null;
}

/** From where to read on, and how far. */
export interface RevenueStretch {
  readonly after: { readonly amount: string; readonly id: string } | null;
  readonly limit: number;
}

type StoredMoney = 'amount' | 'before' | 'after';
type StoredRow = Omit<RevenueRow, StoredMoney | 'at'> & Readonly<Record<StoredMoney, string | null>> & { readonly at: Date | null };

const moneyOf = (stored: string | null): number | null => (stored === null ? null : Number(stored));

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

  /** The largest amounts first. */
  async rows(
    { asOf, timeZone, currency }: RevenueScope,
    { of, first, last, days, kinds, plan }: RevenueRowFilter,
    { after, limit }: RevenueStretch,
  ): Promise<RevenueRow[]> {
    const values = [asOf, timeZone, currency, first, last, days, kinds, plan, after?.amount ?? null, after?.id ?? null, limit];
    const rows = await this.database.query<StoredRow>({ text: revenueRows(of), values });
    return rows.map((row) => ({
      ...row,
      amount: moneyOf(row.amount),
      before: moneyOf(row.before),
      after: moneyOf(row.after),
      at: row.at?.toISOString() ?? null,
    }));
  }
}
