import type { RevenueColumn, RevenueKind, RevenueList } from '@orbisvoice/shared-dto/values';
import { MOVEMENT_NAMES } from '../../core/movement.strings';

interface ListWords {
  /** The heading; the month is empty where the address names none. */
  readonly title: (month: string) => string;
  readonly intro: string;
  /** Columns that are called something of their own here. */
  readonly columns: Partial<Readonly<Record<RevenueColumn, string>>>;
}

const PAID_AT_END = { before: 'At the beginning', after: 'At the end' } as const;

/** What each list behind a figure is, and what adding it up gives. */
const LISTS: Readonly<Record<RevenueList, ListWords>> = {
  movements: {
    title: (month) => (month ? `Revenue of ${month}` : 'Revenue'),
    intro:
      'The tenants whose recurring revenue moved, the largest movement first. Net per tenant and month. Contraction and churn are amounts to take away.',
    columns: { at: 'Last moved' },
  },
  opening: {
    title: (month) => `Payers at the beginning of ${month || 'a month'}`,
    intro:
      'Who paid when the month began, and what they pay at its end. Net retention: sum at the end ÷ sum at the beginning; gross retention counts at most what was there; customer churn: those at nothing ÷ all.',
    columns: { ...PAID_AT_END, at: 'Last moved' },
  },
  mrr: {
    title: (month) => (month ? `MRR at the end of ${month}` : 'MRR now'),
    intro: 'The paying tenants with what each pays per month. Their sum is the MRR; divided by their number it is the ARPU.',
    columns: { amount: 'MRR', at: 'Since' },
  },
  recent: {
    title: () => 'Revenue of the last 30 days',
    intro: 'What each tenant paid per month 30 × 24 hours ago, and pays now: whose recurring revenue is the same is left out.',
    columns: { before: '30 days ago', after: 'Now', amount: 'Change' },
  },
  committed: {
    title: () => 'Committed MRR',
    intro: 'What each tenant pays per month, and what is left of it when everything that is cancelled has ended.',
    columns: { before: 'MRR', after: 'Committed' },
  },
  at_risk: {
    title: () => 'MRR at risk',
    intro: 'Subscriptions whose payment is overdue.',
    columns: { amount: 'MRR', at: 'Overdue since' },
  },
  ending: {
    title: () => 'MRR that is going to end',
    intro: 'Subscriptions that are cancelled at the end of the paid period.',
    columns: { amount: 'MRR', at: 'Ends' },
  },
  difference: {
    title: () => 'Where ledger and subscriptions differ',
    intro: 'Tenants whose movements do not add up to what their subscriptions say. There should be none.',
    columns: { before: 'Subscriptions', after: 'Ledger', amount: 'Difference' },
  },
  cohort: {
    title: (month) => (month ? `Cohort of ${month}` : 'Cohort'),
    intro: 'The tenants that paid for the first time in this month, with their MRR at the end of it and at the end of the month looked at.',
    columns: { before: 'Month 0', after: 'Then', at: 'Last moved' },
  },
  sign_ups: {
    title: (month) => (month ? `Sign-ups of ${month}` : 'Sign-ups'),
    intro: 'The tenants that signed up in this month, and which of them paid their first invoice in time.',
    columns: { at: 'Signed up' },
  },
  cash: {
    title: (month) => (month ? `Cash of ${month}` : 'Cash'),
    intro:
      'Payments, refunds and lost disputes of the month, without tax, the largest first. Refunds and lost disputes are amounts to take away.',
    columns: { kind: 'What', at: 'When' },
  },
};

const KINDS: Readonly<Record<RevenueKind, string>> = {
  new: MOVEMENT_NAMES.new.label,
  expansion: MOVEMENT_NAMES.expansion.label,
  contraction: MOVEMENT_NAMES.contraction.label,
  churn: MOVEMENT_NAMES.churn.label,
  reactivation: MOVEMENT_NAMES.reactivation.label,
  won: 'All won',
  lost: 'All lost',
  paid: 'Paid',
  refunded: 'Refunded',
  disputed: 'Lost dispute',
};

/** Words of the rows behind the revenue figures. */
export const REVENUE_ROWS = {
  lists: LISTS,
  kinds: KINDS,
  columns: {
    month: 'Month',
    tenant: 'Tenant',
    kind: 'Movement',
    plan: 'Plan',
    before: 'Before',
    after: 'After',
    amount: 'Amount',
    at: 'At',
    reference: 'Reference',
  } satisfies Record<RevenueColumn, string>,
  span: (from: string, to: string) => `${from} to ${to}`,
  seenIn: (month: string) => `Looked at in ${month}.`,
  ofPlan: (plan: string) => `Plan ${plan} only.`,
  zone: (zone: string) => `Months of ${zone}.`,
  back: 'All figures',
  tabs: 'Kinds',
  all: 'All',
  caption: 'Rows behind the figure',
  exportCsv: 'Export CSV',
  empty: 'Nothing here',
  emptyText: 'Nothing adds up to this figure: it is zero or undefined.',
  emptyFiltered: 'None of this kind',
  emptyFilteredText: 'The list holds nothing of this kind.',
} as const;
