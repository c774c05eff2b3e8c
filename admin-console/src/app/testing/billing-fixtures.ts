import type {
  AdminPlan,
  AdminPlanList,
  Discrepancy,
  Reconciliation,
  ReconciliationReport,
  ReconciliationRun,
  ReplayResult,
  StripeEvent,
  StripeEventDetail,
  StripeEventList,
  WebhookPulse,
} from '@orbisvoice/shared-dto';

const id = (n: number): string => `0195f3c0-0000-7000-8000-${String(n).padStart(12, '0')}`;

/** Typed billing data for page tests; say only what the test is about. */
export const anEvent = (over: Partial<StripeEvent> = {}): StripeEvent => ({
  id: 'evt_1',
  type: 'invoice.paid',
  status: 'done',
  attempts: 1,
  error: null,
  objectId: 'in_1',
  tenantId: id(100),
  tenantName: 'Northwind Dental',
  createdAt: '2026-03-04T10:00:00.000Z',
  receivedAt: '2026-03-04T10:00:02.000Z',
  processedAt: '2026-03-04T10:00:03.000Z',
  nextAttemptAt: null,
  replays: 0,
  ...over,
});

export const anEventDetail = (over: Partial<StripeEventDetail> = {}): StripeEventDetail => ({
  ...anEvent(),
  apiVersion: '2026-10-28.endive',
  isLivemode: false,
  payload: { id: 'evt_1', object: 'event', data: { object: { id: 'in_1', total: 9_900 } } },
  ...over,
});

export const anEventList = (items: StripeEvent[] = [anEvent()], over: Partial<StripeEventList> = {}): StripeEventList => ({
  items,
  next: null,
  counts: { received: 0, processing: 0, done: 1_204, ignored: 31, failed: 2, dead: 3 },
  ...over,
});

export const aReplay = (over: Partial<ReplayResult> = {}): ReplayResult => ({
  id: 'evt_1',
  outcome: 'would_change',
  detail: null,
  differences: [{ field: 'subscription: status', before: 'past_due', after: 'active' }],
  ...over,
});

export const aPulse = (over: Partial<WebhookPulse> = {}): WebhookPulse => ({
  lastEventAt: '2026-03-04T10:00:02.000Z',
  expectedWithinSeconds: 21_600,
  isSilent: false,
  backlog: 0,
  dead: 3,
  apiVersion: '2026-10-28.endive',
  endpointApiVersion: '2026-10-28.endive',
  ...over,
});

export const aRun = (over: Partial<ReconciliationRun> = {}): ReconciliationRun => ({
  id: id(500),
  status: 'clean',
  startedAt: '2026-03-04T03:00:00.000Z',
  finishedAt: '2026-03-04T03:01:05.000Z',
  startedBy: 'Nightly',
  checked: { customers: 41, subscriptions: 17, invoices: 210 },
  discrepancies: 0,
  repaired: 0,
  error: null,
  ...over,
});

export const aReport = (over: Partial<ReconciliationReport> = {}): ReconciliationReport => ({ ...aRun(), items: [], ...over });

export const aReconciliation = (over: Partial<Reconciliation> = {}): Reconciliation => ({
  items: [aRun()],
  total: 1,
  page: 1,
  pageSize: 20,
  latest: aReport(),
  pulse: aPulse(),
  ...over,
});

export const aDiscrepancy = (over: Partial<Discrepancy> = {}): Discrepancy => ({
  id: id(600),
  kind: 'different',
  object: 'subscription',
  objectId: 'sub_456',
  tenantId: id(100),
  tenantName: 'Northwind Dental',
  differences: [{ field: 'status', before: 'active', after: 'past_due' }],
  isRepaired: true,
  note: null,
  ...over,
});

export const aPlan = (over: Partial<AdminPlan> = {}): AdminPlan => ({
  code: 'professional',
  name: 'Professional',
  priceMonthly: 9_900,
  priceYearly: 99_000,
  overageUnitMicros: 15_000,
  currency: 'usd',
  conversationLimit: 10_000,
  tenants: 9,
  mrr: 89_100,
  prices: [
    { lookupKey: 'professional_monthly', stripePriceId: 'price_1', amount: 9_900, isInSync: true },
    { lookupKey: 'professional_yearly', stripePriceId: 'price_2', amount: 99_000, isInSync: true },
  ],
  ...over,
});

export const aPlanList = (over: Partial<AdminPlanList> = {}): AdminPlanList => ({ items: [aPlan()], isStripeReachable: true, ...over });
