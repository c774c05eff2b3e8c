import type { RevenueReport } from '@orbisvoice/shared-dto';
import { LEAST_PAYERS, LIFETIME_WINDOWS, type LifetimeUnknown } from '@orbisvoice/shared-dto/values';
import type { ColumnUnit, ReportCell, ReportColumn, ReportTable } from '../domain/report-document.js';

/** A column, and what of a row stands in it. */
type Field<Row> = readonly [key: string, label: string, unit: ColumnUnit, description: string, cell: (row: Row) => ReportCell];

interface Head {
  readonly key: string;
  readonly title: string;
  /** Of every sum in it. */
  readonly currency: string;
}

const tableOf = <Row>({ key, title, currency }: Head, fields: readonly Field<Row>[], rows: readonly Row[]): ReportTable => ({
  key,
  title,
  columns: fields.map(([name, label, unit, description]): ReportColumn => {
    return { key: name, label, unit, description, ...(unit === 'money' && { currency }) };
  }),
  rows: rows.map((row) => fields.map(([, , , , cell]) => cell(row))),
});

type Month = RevenueReport['months'][number];
const month: Field<{ readonly month: string }> = ['month', 'Month', 'text', 'Calendar month in the zone of the report', (row) => row.month];
const open: Field<{ readonly isOpen: boolean }> = [
  'isOpen',
  'Still open',
  'flag',
  'The month has not ended: its figures still move',
  (row) => row.isOpen,
];

const UNKNOWN: Readonly<Record<LifetimeUnknown, string>> = {
  no_churn: 'nobody left',
  few_payers: `below ${String(LEAST_PAYERS)} payers`,
  short_history: `less than ${String(Math.min(...LIFETIME_WINDOWS))} finished months`,
};
const unknownWords = ({ lifetimeValue: { unknownBecause } }: RevenueReport['now']): string | null =>
  unknownBecause && UNKNOWN[unknownBecause];

const nowTable = ({ now, currency }: RevenueReport): ReportTable =>
  tableOf<RevenueReport['now']>(
    { key: 'now', title: 'Now', currency },
    [
      ['mrr', 'MRR', 'money', 'What active and overdue subscriptions pay per month, lasting discounts taken off', (row) => row.mrr],
      ['committed', 'Committed', 'money', 'MRR without what is scheduled to end', (row) => row.committed],
      ['atRisk', 'At risk', 'money', 'MRR of subscriptions whose payment is overdue', (row) => row.atRisk],
      ['payers', 'Payers', 'count', 'Tenants that pay', (row) => row.payers],
      ['arpu', 'ARPU', 'money', 'MRR ÷ paying tenants', (row) => row.arpu],
      [
        'lifetimeLow',
        'Lifetime from',
        'money',
        `ARPU × gross margin ÷ customer churn of ${LIFETIME_WINDOWS.join(' or of ')} months, the lower one`,
        (row) => row.lifetimeValue.low,
      ],
      ['lifetimeHigh', 'Lifetime to', 'money', 'The same, the higher one', (row) => row.lifetimeValue.high],
      ['lifetimeUnknown', 'No lifetime', 'text', 'Why a lifetime value would be a guess', unknownWords],
      ['difference', 'Difference', 'money', 'Ledger less what the subscriptions say; 0 unless something is wrong', (row) => row.difference],
    ],
    [now],
  );

const monthsTable = ({ months, currency }: RevenueReport): ReportTable =>
  tableOf<Month>(
    { key: 'months', title: 'How each month became the next', currency },
    [
      month,
      open,
      ['mrrStart', 'Start', 'money', 'MRR when the month began', (row) => row.mrrStart],
      ['new', 'New', 'money', 'Of tenants that paid for the first time', (row) => row.movements.new],
      ['expansion', 'Expansion', 'money', 'What payers pay more', (row) => row.movements.expansion],
      ['reactivation', 'Reactivation', 'money', 'Of payers who came back', (row) => row.movements.reactivation],
      ['contraction', 'Contraction', 'money', 'What payers pay less', (row) => row.movements.contraction],
      ['churn', 'Churn', 'money', 'Of payers who left', (row) => row.movements.churn],
      ['mrrEnd', 'End', 'money', 'Start + new + expansion + reactivation − contraction − churn', (row) => row.mrrEnd],
    ],
    months,
  );

const ratesTable = ({ months, currency }: RevenueReport): ReportTable =>
  tableOf<Month>(
    { key: 'rates', title: 'Churn and retention', currency },
    [
      month,
      open,
      ['grossChurn', 'Gross churn', 'ratio', '(churn + contraction) ÷ opening MRR', (row) => row.grossChurn],
      ['netChurn', 'Net churn', 'ratio', '(churn + contraction − expansion − reactivation) ÷ opening MRR', (row) => row.netChurn],
      ['netRetention', 'NRR', 'ratio', 'What the payers of the beginning pay at the end, out of what they paid', (row) => row.netRetention],
      ['grossRetention', 'GRR', 'ratio', 'The same without expansion, at most all of it', (row) => row.grossRetention],
      ['customerChurn', 'Customer churn', 'ratio', 'Payers who left ÷ payers when the month began', (row) => row.customerChurn],
      ['arpu', 'ARPU', 'money', 'Closing MRR ÷ paying tenants', (row) => row.arpu],
      [
        'quickRatio',
        'Quick ratio',
        'count',
        '(new + expansion + reactivation) ÷ (contraction + churn); nothing without losses',
        (row) => row.quickRatio,
      ],
    ],
    months,
  );

const tenantsTable = ({ months, currency }: RevenueReport): ReportTable =>
  tableOf<Month>(
    { key: 'tenants', title: 'Tenants that moved', currency },
    [
      month,
      open,
      ['payersStart', 'Payers at start', 'count', 'Paying tenants when the month began', (row) => row.payersStart],
      ['new', 'New', 'count', 'That paid for the first time', (row) => row.tenants.new],
      ['expansion', 'Expansion', 'count', 'That pay more', (row) => row.tenants.expansion],
      ['reactivation', 'Reactivation', 'count', 'That came back', (row) => row.tenants.reactivation],
      ['contraction', 'Contraction', 'count', 'That pay less', (row) => row.tenants.contraction],
      ['churn', 'Churn', 'count', 'That left', (row) => row.tenants.churn],
      [
        'churnedByFailedPayment',
        'Unpaid',
        'count',
        'Of those that left, the ones whose last invoice was never paid',
        (row) => row.churnedByFailedPayment,
      ],
      ['payersEnd', 'Payers at end', 'count', 'Paying tenants when the month ended', (row) => row.payersEnd],
    ],
    months,
  );

type Plan = Month['plans'][number] & { readonly month: string };
const plansTable = ({ months, currency }: RevenueReport): ReportTable =>
  tableOf<Plan>(
    { key: 'plans', title: 'By plan', currency },
    [
      month,
      ['tier', 'Plan', 'text', 'Plan at the end of the month', (row) => row.tier],
      ['mrr', 'MRR', 'money', 'What its tenants pay per month', (row) => row.mrr],
      ['payers', 'Payers', 'count', 'Tenants that pay for it', (row) => row.payers],
    ],
    months.flatMap(({ month: of, plans }) => plans.map((plan) => ({ ...plan, month: of }))),
  );

type Age = RevenueReport['cohorts'][number]['months'][number] & { readonly cohort: string; readonly size: number };
const cohortsTable = ({ cohorts, currency }: RevenueReport): ReportTable =>
  tableOf<Age>(
    { key: 'cohorts', title: 'Cohorts', currency },
    [
      ['cohort', 'Cohort', 'text', 'Month of the first payment', (row) => row.cohort],
      ['size', 'Tenants', 'count', 'That paid for the first time in it', (row) => row.size],
      ['index', 'Age', 'count', 'Months since; 0 is the month itself', (row) => row.index],
      open,
      ['payers', 'Payers', 'count', 'Of them who pay at the end of that month', (row) => row.payers],
      ['mrr', 'MRR', 'money', 'What they pay per month then', (row) => row.mrr],
    ],
    cohorts.flatMap(({ month: cohort, size, months }) => months.map((age) => ({ ...age, cohort, size }))),
  );

const funnelTable = ({ funnel: { days, cohorts }, currency }: RevenueReport): ReportTable =>
  tableOf<RevenueReport['funnel']['cohorts'][number]>(
    { key: 'sign_ups', title: 'From sign-up to paid', currency },
    [
      month,
      ['signUps', 'Sign-ups', 'count', 'Tenants that signed up in the month', (row) => row.signUps],
      ['paid', 'Paid', 'count', `Of them, those whose first paid invoice came within ${String(days)} days`, (row) => row.paid],
      ['isMature', 'Mature', 'flag', 'Everybody has had their days', (row) => row.isMature],
    ],
    cohorts,
  );

const cashTable = ({ months, currency }: RevenueReport): ReportTable =>
  tableOf<Month>(
    { key: 'cash', title: 'Cash', currency },
    [
      month,
      ['paid', 'Paid', 'money', 'Paid invoices without tax, by the day they were paid', (row) => row.cash.paid],
      ['refunded', 'Refunded', 'money', 'Given back, by the day it was', (row) => row.cash.refunded],
      ['disputed', 'Lost disputes', 'money', 'Taken back by banks, by the day the dispute was lost', (row) => row.cash.disputed],
      ['net', 'Net', 'money', 'Paid less refunds and lost disputes', (row) => row.cash.net],
    ],
    months,
  );

/** The report as tables, in the order they are read. Nothing is computed here: every number stands in the answer. */
export const revenueTables = (report: RevenueReport): ReportTable[] =>
  [nowTable, monthsTable, ratesTable, tenantsTable, plansTable, cohortsTable, funnelTable, cashTable].map((table) => table(report));
