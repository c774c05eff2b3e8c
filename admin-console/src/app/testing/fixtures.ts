import type { AdminOverview, AdminTenant, AdminTenantDetail, AuditEntry, Invoice, Member } from '@orbisvoice/shared-dto';

const AT = '2026-03-04T10:00:00.000Z';
const id = (n: number): string => `0195f3c0-0000-7000-8000-${String(n).padStart(12, '0')}`;

/** Typed data for page tests; say only what the test is about. */
export const anEntry = (over: Partial<AuditEntry> = {}): AuditEntry => ({
  id: id(1),
  at: AT,
  tenantId: id(100),
  tenantName: 'Northwind Dental',
  seq: 12,
  action: 'agent.updated',
  actorKind: 'user',
  actorId: id(7),
  actorName: 'Maya Lindqvist',
  impersonatorId: null,
  impersonatorName: null,
  targetType: 'agent',
  targetId: id(8),
  changes: { name: { before: 'Reception', after: 'Front desk' } },
  ip: '203.0.113.7',
  traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
  ...over,
});

type Month = AdminOverview['mrrByMonth'][number];
const aMonth = (over: Partial<Month>): Month => ({
  month: '2026-01',
  mrr: 0,
  new: 0,
  expansion: 0,
  reactivation: 0,
  contraction: 0,
  churn: 0,
  ...over,
});

export const anOverview = (over: Partial<AdminOverview> = {}): AdminOverview => ({
  tenants: { total: 41, paying: 2, states: { active: 36, trial: 2, past_due: 1, cancelled: 1, suspended: 1 } },
  signUps: { last24Hours: 1, last7Days: 3, last30Days: 5, previous30Days: 4 },
  agents: { total: 52, tenants: 30 },
  mrr: { current: 12_800, pastDue: 2_900, committed: 9_900, last30Days: 7_000, currency: 'usd' },
  arpu: 6_400,
  conversations: {
    last24Hours: 40,
    last7Days: 300,
    last30Days: 1_200,
    previous30Days: 1_000,
    total: 98_765,
    rolledUntil: '2026-03-02T10:00:00.000Z',
    checkedAt: '2026-03-04T03:20:00.000Z',
  },
  tiers: [
    { tier: 'free', tenants: 39, mrr: 0 },
    { tier: 'starter', tenants: 1, mrr: 2_900 },
    { tier: 'professional', tenants: 1, mrr: 9_900 },
    { tier: 'enterprise', tenants: 0, mrr: 0 },
  ],
  conversationsByDay: [
    { day: '2026-03-03', count: 1_188 },
    { day: '2026-03-04', count: 12 },
  ],
  mrrByMonth: [
    aMonth({ month: '2026-01', mrr: 2_900, new: 2_900 }),
    aMonth({ month: '2026-02', mrr: 5_800, new: 2_900 }),
    aMonth({ month: '2026-03', mrr: 12_800, expansion: 7_000 }),
  ],
  queues: { outboxPending: 0, oldestPendingAt: null, emailsFailed: 0, stripeEventsFailed: 0, stripeEventsDead: 0 },
  webhooks: { lastEventAt: '2026-03-04T09:58:00.000Z', isSilent: false, backlog: 0 },
  latestEntries: [anEntry()],
  asOf: AT,
  ...over,
});

export const aTenant = (over: Partial<AdminTenant> = {}): AdminTenant => ({
  conversations: null,
  id: id(100),
  name: 'Northwind Dental',
  slug: 'northwind-dental',
  status: 'active',
  state: 'active',
  subscriptionTier: 'professional',
  subscriptionStatus: 'active',
  mrr: 9_900,
  usageCount: 8_600,
  usageLimit: 10_000,
  users: 3,
  agents: 2,
  ownerEmail: 'maya@northwind.example',
  billingEmail: 'billing@northwind.example',
  stripeCustomerId: null,
  lastActiveAt: '2026-03-03T16:20:00.000Z',
  createdAt: '2025-06-01T08:00:00.000Z',
  ...over,
});

export const aMember = (over: Partial<Member> = {}): Member => ({
  id: id(7),
  email: 'maya@northwind.example',
  name: 'Maya Lindqvist',
  role: 'owner',
  emailVerifiedAt: AT,
  lastSeenAt: AT,
  createdAt: '2025-06-01T08:00:00.000Z',
  ...over,
});

export const anInvoice = (over: Partial<Invoice> = {}): Invoice => ({
  id: id(300),
  number: 'OV-0042',
  status: 'paid',
  total: 9_900,
  tax: 0,
  amountPaid: 9_900,
  amountRemaining: 0,
  amountRefunded: 0,
  isDisputed: false,
  currency: 'usd',
  tier: 'professional',
  periodStart: '2026-02-15T00:00:00.000Z',
  periodEnd: '2026-03-15T00:00:00.000Z',
  createdAt: '2026-02-15T00:00:00.000Z',
  paidAt: '2026-02-15T00:01:00.000Z',
  hostedUrl: 'https://invoice.stripe.com/i/1',
  pdfUrl: 'https://invoice.stripe.com/i/1/pdf',
  ...over,
});

export const aTenantDetail = (over: Partial<AdminTenantDetail> = {}): AdminTenantDetail => ({
  ...aTenant(),
  billingEmail: 'billing@northwind.example',
  stripeCustomerId: 'cus_123',
  stripeSubscriptionId: 'sub_456',
  currentPeriodEnd: '2026-03-15T00:00:00.000Z',
  cancelAtPeriodEnd: false,
  timeZone: 'Europe/Stockholm',
  statusReason: null,
  statusSince: null,
  usage: {
    used: 8_600,
    reserved: 2,
    limit: 10_000,
    ceiling: 11_000,
    percent: 86,
    periodStart: '2026-02-15T00:00:00.000Z',
    resetsAt: '2026-03-15T00:00:00.000Z',
  },
  conversations30Days: 9_001,
  members: [aMember()],
  invoices: [anInvoice()],
  entries: [anEntry()],
  ...over,
});
