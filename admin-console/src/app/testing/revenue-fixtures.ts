import type { RevenueMonth, RevenueReport, RevenueRow, RevenueRowList } from '@orbisvoice/shared-dto';

/** Typed revenue data for page tests; say only what the test is about. */
export const aRevenueMonth = (over: Partial<RevenueMonth> = {}): RevenueMonth => ({
  month: '2026-10',
  isOpen: false,
  mrrStart: 100_000,
  mrrEnd: 105_000,
  movements: { new: 9_900, expansion: 7_000, reactivation: 2_900, contraction: 4_900, churn: 9_900 },
  tenants: { new: 1, expansion: 1, reactivation: 1, contraction: 1, churn: 2 },
  payersStart: 20,
  payersEnd: 20,
  churnedByFailedPayment: 1,
  grossChurn: 0.148,
  netChurn: 0.049,
  grossRetention: 0.852,
  netRetention: 0.922,
  customerChurn: 0.1,
  arpu: 5_250,
  quickRatio: 1.34,
  cash: { paid: 98_000, refunded: 2_900, disputed: 0, net: 95_100 },
  plans: [
    { tier: 'starter', mrr: 25_000, payers: 12 },
    { tier: 'professional', mrr: 80_000, payers: 8 },
  ],
  ...over,
});

export const aRevenueReport = (over: Partial<RevenueReport> = {}): RevenueReport => ({
  asOf: '2026-11-20T12:00:00.000Z',
  definitionVersion: 1,
  timeZone: 'UTC',
  currency: 'usd',
  otherCurrencies: [],
  now: {
    mrr: 112_000,
    payers: 21,
    atRisk: 9_900,
    committed: 109_100,
    arpu: 5_333,
    lifetimeValue: { low: 40_000, high: 62_500, unknownBecause: null },
    difference: 0,
  },
  months: [aRevenueMonth(), aRevenueMonth({ month: '2026-11', isOpen: true, mrrStart: 105_000, mrrEnd: 112_000 })],
  cohorts: [
    {
      month: '2026-10',
      size: 4,
      mrr: 20_000,
      months: [
        { index: 0, payers: 4, mrr: 20_000, isOpen: false },
        { index: 1, payers: 3, mrr: 22_000, isOpen: true },
      ],
    },
  ],
  funnel: {
    days: 30,
    cohorts: [
      { month: '2026-10', signUps: 40, paid: 6, isMature: false },
      { month: '2026-11', signUps: 0, paid: 0, isMature: false },
    ],
  },
  ...over,
});

export const aRevenueRow = (over: Partial<RevenueRow> = {}): RevenueRow => ({
  id: '0195f3c0-0000-7000-8000-000000000100 2026-10-01',
  tenantId: '0195f3c0-0000-7000-8000-000000000100',
  tenantName: 'Northwind Dental',
  month: '2026-10',
  kind: 'churn',
  plan: null,
  amount: 9_900,
  before: 9_900,
  after: 0,
  at: '2026-10-04T10:00:00.000Z',
  reference: null,
  ...over,
});

export const aRevenueRowList = (items: RevenueRow[] = [aRevenueRow()], next: string | null = null): RevenueRowList => ({ items, next });
