import type { AdminTenantBilling, Dispute, MrrMovement, PaymentAttempt, Refund } from '@orbisvoice/shared-dto';
import { anInvoice } from './fixtures';

type Subscription = AdminTenantBilling['subscription'];
export type TimelineEntry = AdminTenantBilling['timeline'][number];

const id = (n: number): string => `0195f3c0-0000-7000-8000-${String(n).padStart(12, '0')}`;

/** Typed data of a tenant's billing for tests; say only what the test is about. */
export const aSubscription = (over: Partial<Subscription> = {}): Subscription => ({
  tier: 'professional',
  status: 'active',
  interval: 'month',
  price: 9_900,
  priceMonthly: 9_900,
  currency: 'usd',
  currentPeriodStart: '2026-02-15T00:00:00.000Z',
  currentPeriodEnd: '2026-03-15T00:00:00.000Z',
  trialEndsAt: null,
  cancelAtPeriodEnd: false,
  scheduledChange: null,
  pendingChange: null,
  graceEndsAt: null,
  dunning: null,
  discount: null,
  card: { brand: 'visa', last4: '4242', expMonth: 4, expYear: 2034, isExpiring: false },
  billingEmail: 'billing@northwind.example',
  taxIds: [],
  overage: { isAvailable: true, isEnabled: false, capAmount: null, unitMicros: 15_000, quantity: 0, amount: 0, currency: 'usd' },
  usage: {
    used: 8_600,
    reserved: 2,
    limit: 10_000,
    ceiling: 11_000,
    percent: 86,
    periodStart: '2026-02-15T00:00:00.000Z',
    resetsAt: '2026-03-15T00:00:00.000Z',
  },
  limits: { effective: 10_000, plan: 10_000, override: null, grants: [] },
  ...over,
});

export const anAttempt = (over: Partial<PaymentAttempt> = {}): PaymentAttempt => ({
  attempt: 1,
  at: '2026-03-01T09:00:00.000Z',
  outcome: 'failed',
  reason: 'insufficient_funds',
  nextAttemptAt: '2026-03-04T09:00:00.000Z',
  ...over,
});

export const aDunning = (over: Partial<NonNullable<Subscription['dunning']>> = {}): NonNullable<Subscription['dunning']> => ({
  invoiceId: id(300),
  invoiceNumber: 'OV-0043',
  amountDue: 9_900,
  currency: 'usd',
  since: '2026-03-01T09:00:00.000Z',
  graceEndsAt: '2026-03-15T09:00:00.000Z',
  attempts: [anAttempt()],
  nextAttemptAt: '2026-03-06T09:00:00.000Z',
  needsAction: false,
  payUrl: 'https://invoice.stripe.com/i/2',
  ...over,
});

export const aRefund = (over: Partial<Refund> = {}): Refund => ({
  id: id(700),
  amount: 1_500,
  currency: 'usd',
  status: 'succeeded',
  reason: 'requested_by_customer',
  createdAt: '2026-02-20T12:00:00.000Z',
  ...over,
});

export const aDispute = (over: Partial<Dispute> = {}): Dispute => ({
  id: id(800),
  amount: 9_900,
  currency: 'usd',
  status: 'needs_response',
  reason: 'fraudulent',
  evidenceDueBy: '2026-03-06T12:00:00.000Z',
  openedAt: '2026-02-26T12:00:00.000Z',
  closedAt: null,
  ...over,
});

export const aMovement = (over: Partial<MrrMovement> = {}): MrrMovement => ({
  id: id(900),
  occurredAt: '2026-01-15T08:00:00.000Z',
  kind: 'expansion',
  amount: 7_000,
  mrrAfter: 9_900,
  currency: 'usd',
  planFrom: 'starter',
  planTo: 'professional',
  stripeEventId: 'evt_up',
  ...over,
});

export const aMoment = (over: Partial<TimelineEntry> = {}): TimelineEntry => ({
  at: '2026-03-04T10:00:02.000Z',
  kind: 'stripe_event',
  title: 'invoice.paid',
  reference: 'evt_1',
  amount: null,
  currency: null,
  actor: null,
  ...over,
});

export const aTenantBilling = (over: Partial<AdminTenantBilling> = {}): AdminTenantBilling => ({
  subscription: aSubscription(),
  stripeCustomerId: 'cus_123',
  stripeSubscriptionId: 'sub_456',
  dashboardUrl: 'https://dashboard.stripe.com/test/customers/cus_123',
  mrr: 9_900,
  invoices: [anInvoice()],
  refunds: [],
  disputes: [],
  movements: [aMovement()],
  timeline: [aMoment()],
  ...over,
});
