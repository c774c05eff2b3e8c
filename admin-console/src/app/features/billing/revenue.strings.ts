import type { LifetimeValue, RevenueMonth } from '@orbisvoice/shared-dto';
import { LEAST_PAYERS, LIFETIME_WINDOWS, type MrrMovementKind, type RevenueFormat } from '@orbisvoice/shared-dto/values';
import { MOVEMENT_NAMES } from '../../core/movement.strings';

const [SHORT, LONG] = LIFETIME_WINDOWS;

type Unknown = NonNullable<LifetimeValue['unknownBecause']>;
const UNKNOWN_LIFETIME: Readonly<Record<Unknown, string>> = {
  no_churn: 'No customer left in one of the two windows',
  few_payers: `Too few customers: below ${LEAST_PAYERS} payers one who leaves swings it`,
  short_history: `Needs ${SHORT} finished months with payers`,
};

const LEDGER = 'MRR movements, one row per tenant and change; our own workspaces left out';

/** Words of the revenue pages. Definitions are those of the metric catalogue. */
export const REVENUE = {
  title: 'Revenue',
  intro: 'What the platform earns, month by month, from the ledger of movements.',
  caption: 'Revenue by month',
  from: 'From month',
  to: 'To month',
  currency: 'Currency',
  timeZone: 'Time zone',
  allZones: 'All zones',
  show: (code: string) => `Show ${code}`,
  exportAs: { csv: 'Export CSV', pdf: 'Export PDF' } satisfies Record<RevenueFormat, string>,
  badSpan: 'This cannot be shown',
  off: (amount: string) =>
    `The ledger and the subscriptions differ by ${amount}. The figures below are the ledger’s; reconciliation finds out which side is wrong.`,
  toDifference: 'See the tenants',
  toReconciliation: 'Open reconciliation',
  otherCurrencies: (codes: string, shown: string) =>
    `There is revenue in ${codes}, too. Currencies are never added: this page shows ${shown}.`,
  empty: 'No revenue yet',
  emptyText: 'The first paid invoice of a workspace makes its first movement, and it shows here.',
  none: 'Undefined',
  open: 'so far',
  source: LEDGER,
  window: (months: number, zone: string) => `${months} ${months === 1 ? 'month' : 'months'}, ${zone}`,
  now: 'Now',
  tiles: {
    mrr: {
      label: 'MRR',
      definition:
        'Sum over subscriptions that are active or past due of what they pay per month. Trials, free plans, tax and metered parts are out; a plan cancelled at period end counts until it ends.',
      committed: 'Committed',
      ending: 'Cancelled, yet to end',
      atRisk: 'At risk, past due',
    },
    arpu: {
      label: 'ARPU',
      definition: 'MRR ÷ distinct paying tenants. Undefined, not zero, when nobody pays.',
      payers: 'Paying tenants',
    },
    lifetime: {
      label: 'Lifetime value',
      definition: `ARPU × gross margin ÷ monthly customer churn, once with the churn of the last ${SHORT} finished months and once with that of the last ${LONG}. The gross margin is a setting (GROSS_MARGIN).`,
      window: `Last ${SHORT} to ${LONG} finished months`,
      range: (low: string, high: string) => (low === high ? low : `${low} to ${high}`),
      unknown: (because: Unknown) => UNKNOWN_LIFETIME[because],
      note: 'per customer',
    },
    retention: {
      label: 'Net retention',
      definition:
        '(opening MRR + expansion − contraction − churn) ÷ opening MRR, over the tenants that paid when the month began. Who came back was not among them. Gross retention leaves expansion out and is at most 100 %.',
      gross: 'Gross retention',
      netChurn: 'Net MRR churn',
      customerChurn: 'Customer churn',
      none: 'No finished month in this span',
    },
    quick: {
      label: 'Quick ratio',
      definition: '(new + expansion + reactivation) ÷ (contraction + churn): what was won for each dollar lost. 4 is the usual bar.',
      lossless: 'No losses',
      won: 'Won',
      lost: 'Lost',
    },
  },
  chart: {
    title: 'MRR by month',
    definition: 'MRR at the end of each month; the last one may be unfinished. What moved it stands below.',
    label: 'at the end of the month',
    head: 'Month',
    rows: (month: string) => `Who paid at the end of ${month}`,
  },
  movements: {
    title: 'What moved MRR',
    definition:
      'What each month won (new, expansion, reactivation) above zero, and what it lost (contraction, churn) below. The sum of both is the change from its start to its end.',
    net: 'Net change',
    rows: (month: string) => `Movements of ${month}`,
  },
  months: {
    title: 'How each month became the next',
    definition:
      'Start + new + expansion + reactivation − contraction − churn = end, to the cent. Movements are net per tenant and month: who came and upgraded in the same month is new. Churn is booked when the paid period ends.',
    caption: 'MRR movements by month, with churn and retention',
    month: 'Month',
    start: 'Start',
    end: 'End',
    grossChurn: 'Gross churn',
    netChurn: 'Net churn',
    netRetention: 'NRR',
    grossRetention: 'GRR',
    customerChurn: 'Customer churn',
    arpu: 'ARPU',
    quickRatio: 'Quick ratio',
    about: (column: string, month: string) => `${column} of ${month}`,
    rows: (kind: MrrMovementKind, month: string, tenants: number) =>
      `${MOVEMENT_NAMES[kind].label} in ${month}: ${tenants} ${tenants === 1 ? 'tenant' : 'tenants'}`,
    unpaid: (count: number) => `${count} of them unpaid`,
  },
  cash: {
    title: 'Cash',
    definition:
      'What was paid less refunds and lost disputes, without tax, by the day it happened. Not MRR: a year paid at once is here at once.',
    source: 'Paid invoices, refunds and disputes',
    caption: 'Cash by month, net of tax',
    paid: 'Paid',
    refunded: 'Refunded',
    disputed: 'Lost disputes',
    net: 'Net',
  },
  plans: {
    title: 'By plan',
    definition: 'MRR and paying tenants of each plan at the end of the month.',
    caption: 'MRR by plan at the end of the last month',
    plan: 'Plan',
    mrr: 'MRR',
    payers: 'Paying tenants',
    share: 'Share',
  },
  funnel: {
    title: 'From sign-up to paid',
    definition: (days: number) =>
      `Of the tenants that signed up in a month those whose first paid invoice came within ${days} days. A month in which somebody still has days left is marked as maturing.`,
    source: 'Tenants and their first paid invoices',
    caption: 'Sign-ups by month and how many of them paid',
    signUps: 'Sign-ups',
    paid: (days: number) => `Paid within ${days} days`,
    rate: 'Share',
    maturing: 'maturing',
  },
  cohorts: {
    title: 'Cohorts',
    definition:
      'Tenants by the month of their first payment (month 0). Customers: who pays at the end of month k, of all of them. Revenue: their MRR at the end of month k, of that at the end of month 0. Months to come are blank.',
    caption: (what: string) => `Retention by cohort: ${what}`,
    customers: 'Customers',
    revenue: 'Revenue',
    measure: 'Measure',
    cohort: 'Cohort',
    size: 'Tenants',
    about: (month: string, age?: number) => `tenants of ${month}${age === undefined ? '' : ` in month ${age}`}`,
    age: (index: number) => `Month ${index}`,
    unfinished: 'unfinished month',
    empty: 'Nobody paid for the first time in these months.',
  },
} as const;

export type FlowKind = keyof RevenueMonth['movements'];

/** What can be wrong in the address of the report and of its rows. */
export const REVENUE_FIELDS: Readonly<Record<string, string>> = {
  from: REVENUE.from,
  to: REVENUE.to,
  month: REVENUE.months.month,
  plan: 'Plan',
  timeZone: REVENUE.timeZone,
  currency: REVENUE.currency,
};
