import { Injectable } from '@nestjs/common';
import { REVENUE_MONTHS_MAX, type RevenueCohort, type RevenueMonth, type RevenueQuery, type RevenueReport } from '@orbisvoice/shared-dto';
import { LIFETIME_WINDOWS } from '@orbisvoice/shared-dto/values';
import { Clock } from '../../../platform/clock/clock.js';
import { Config } from '../../../platform/config/config.js';
import { invalidField } from '../../../platform/errors/domain-error.js';
import { firstDayOf, monthAfter, monthOf, monthsIn } from '../domain/months.js';
import type { ReportDocument } from '../domain/report-document.js';
import * as revenue from '../domain/revenue.js';
import {
  AllTenantsRevenueRepository,
  type RevenueFigures,
  type RevenueMonthFigures,
} from '../persistence/all-tenants-revenue.repository.js';
import { revenueTables } from './revenue-tables.js';

const DEFAULT_MONTHS = 12;
const NOTHING_MOVED = { new: 0, expansion: 0, reactivation: 0, contraction: 0, churn: 0 } as const;

/** What the platform earns: figures of the ledger, and what follows from them. */
@Injectable()
export class RevenueService {
  constructor(
    private readonly revenue: AllTenantsRevenueRepository,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `request.invalid` with the field for a span that is reversed, too long, or not over yet */
  async report({ timeZone, currency, ...query }: RevenueQuery): Promise<RevenueReport> {
    const asOf = this.clock.now();
    const present = monthOf(asOf, timeZone);
    const { from, to } = spanOf(query, present);
    const scope = { asOf, timeZone, currency };
    // a lifetime looks at the finished months before now, whichever months the report shows
    const since = firstDayOf(monthAfter(present, -Math.max(...LIFETIME_WINDOWS)));
    const [figures, recent] = await Promise.all([
      this.revenue.report(scope, { first: firstDayOf(from), last: firstDayOf(to), days: revenue.FUNNEL_DAYS }),
      this.revenue.customerChurn(scope, since),
    ]);
    return {
      asOf: asOf.toISOString(),
      definitionVersion: revenue.DEFINITION_VERSION,
      timeZone,
      currency,
      otherCurrencies: figures.otherCurrencies,
      now: this.standing(figures, recent),
      months: figures.months.map(monthOfReport),
      cohorts: figures.cohorts.map(cohortOf),
      funnel: { days: revenue.FUNNEL_DAYS, cohorts: figures.funnel },
    };
  }

  /** The same as a document. @throws DomainError as `report` */
  async document(query: RevenueQuery, title: string): Promise<ReportDocument> {
    const report = await this.report(query);
    const { asOf, timeZone, definitionVersion, months } = report;
    const [first, last] = [months.at(0)?.month ?? '', months.at(-1)?.month ?? ''];
    const days = { from: firstDayOf(first), to: firstDayOf(monthAfter(last, 1)) };
    const head = { asOf, timeZone, ...days, interval: 'month', definitionVersion, previous: null };
    return { title, head, figures: [], tables: revenueTables(report) };
  }

  private standing({ standing }: RevenueFigures, months: readonly revenue.ChurnMonth[]): RevenueReport['now'] {
    const { mrr, payers, atRisk, ending, subscribed } = standing;
    const each = revenue.arpu(mrr, payers);
    const lifetimeValue = revenue.lifetimeValue({ arpu: each, grossMargin: this.config.analytics.grossMargin, months });
    return { mrr, payers, atRisk, committed: mrr - ending, arpu: each, lifetimeValue, difference: mrr - subscribed };
  }
}

function spanOf({ from, to }: Pick<RevenueQuery, 'from' | 'to'>, present: string): { from: string; to: string } {
  const last = to ?? present;
  if (last > present) throw invalidField('to', 'range', 'is a month that has not begun');
  const first = from ?? monthAfter(last, 1 - DEFAULT_MONTHS);
  const count = monthsIn(first, last);
  if (count < 1) throw invalidField('from', 'range', 'is after the month the report ends with');
  if (count > REVENUE_MONTHS_MAX) throw invalidField('from', 'range', `is more than ${REVENUE_MONTHS_MAX} months before the end`);
  return { from: first, to: last };
}

function monthOfReport({ movements, tenants, cash, ...month }: RevenueMonthFigures): RevenueMonth {
  const flows = { start: month.mrrStart, ...(movements ?? NOTHING_MOVED) };
  const mrrEnd = revenue.closingMrr(flows);
  const counts = tenants ?? NOTHING_MOVED;
  return {
    ...month,
    mrrEnd,
    movements: movements ?? NOTHING_MOVED,
    tenants: counts,
    grossChurn: revenue.grossChurn(flows),
    netChurn: revenue.netChurn(flows),
    grossRetention: revenue.grossRetention(flows),
    netRetention: revenue.netRetention(flows),
    customerChurn: revenue.customerChurn(counts.churn, month.payersStart),
    arpu: revenue.arpu(mrrEnd, month.payersEnd),
    quickRatio: revenue.quickRatio(flows),
    cash: { ...cash, net: cash.paid - cash.refunded - cash.disputed },
  };
}

const cohortOf = (cohort: RevenueFigures['cohorts'][number]): RevenueCohort => ({ ...cohort, mrr: cohort.months[0]?.mrr ?? 0 });
