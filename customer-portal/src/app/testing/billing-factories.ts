import type {
  ChangePreview,
  Dunning,
  Overage,
  PaymentAttempt,
  Subscription,
  TaxId,
  Tier,
  UsageEvent,
  UsageSummary,
} from '@orbisvoice/shared-dto';
import { anId } from './ids';

export * from './invoice-factories';

export const aUsage = (change: Partial<UsageSummary> = {}): UsageSummary => ({
  used: 412,
  reserved: 0,
  limit: 1_000,
  ceiling: 1_100,
  percent: 41,
  periodStart: '2026-05-01T00:00:00.000Z',
  resetsAt: '2026-06-01T00:00:00.000Z',
  ...change,
});

export const anOverage = (change: Partial<Overage> = {}): Overage => ({
  isAvailable: true,
  isEnabled: false,
  capAmount: null,
  unitMicros: 40_000,
  quantity: 0,
  amount: 0,
  currency: 'usd',
  ...change,
});

export const aSubscription = (change: Partial<Subscription> = {}): Subscription => ({
  tier: 'starter',
  status: 'active',
  interval: 'month',
  price: 2_900,
  priceMonthly: 2_900,
  currency: 'usd',
  currentPeriodStart: '2026-05-01T00:00:00.000Z',
  currentPeriodEnd: '2026-06-01T00:00:00.000Z',
  trialEndsAt: null,
  cancelAtPeriodEnd: false,
  scheduledChange: null,
  pendingChange: null,
  graceEndsAt: null,
  dunning: null,
  discount: null,
  card: { brand: 'visa', last4: '4242', expMonth: 12, expYear: 2034, isExpiring: false },
  billingEmail: 'billing@example.com',
  taxIds: [],
  overage: anOverage(),
  usage: aUsage(),
  limits: { effective: 1_000, plan: 1_000, override: null, grants: [] },
  ...change,
});

/** A workspace that never paid. */
export const aFreeSubscription = (change: Partial<Subscription> = {}): Subscription =>
  aSubscription({
    tier: 'free',
    status: 'none',
    interval: null,
    price: 0,
    priceMonthly: 0,
    currentPeriodStart: null,
    currentPeriodEnd: null,
    card: null,
    overage: anOverage({ isAvailable: false, unitMicros: null }),
    usage: aUsage({ used: 64, limit: 100, ceiling: 100, percent: 64 }),
    ...change,
  });

export const anAttempt = (change: Partial<PaymentAttempt> = {}): PaymentAttempt => ({
  attempt: 1,
  at: '2026-05-01T00:00:00.000Z',
  outcome: 'failed',
  reason: 'insufficient_funds',
  nextAttemptAt: '2026-05-04T00:00:00.000Z',
  ...change,
});

export const aDunning = (change: Partial<Dunning> = {}): Dunning => ({
  invoiceId: anId(),
  invoiceNumber: 'OV-2',
  amountDue: 2_900,
  currency: 'usd',
  since: '2026-05-01T00:00:00.000Z',
  graceEndsAt: '2026-05-15T00:00:00.000Z',
  attempts: [anAttempt()],
  nextAttemptAt: '2026-05-04T00:00:00.000Z',
  needsAction: false,
  payUrl: 'https://pay.example/2',
  ...change,
});

export const someTiers = (current: Tier['code'] = 'starter', change: Partial<Tier> = {}): { items: Tier[] } => ({
  items: (
    [
      ['free', 'Free', 0, 100],
      ['starter', 'Starter', 2_900, 1_000],
      ['professional', 'Professional', 9_900, 10_000],
      ['enterprise', 'Enterprise', 49_900, 100_000],
    ] as const
  ).map(([code, name, priceMonthly, conversationLimit]) => ({
    code,
    name,
    description: `${name}.`,
    priceMonthly,
    priceYearly: code === 'free' ? null : priceMonthly * 10,
    currency: 'usd',
    conversationLimit,
    overageUnitMicros: code === 'free' ? null : 40_000,
    trialDays: 0,
    features: [],
    isCurrent: code === current,
    ...change,
  })),
});

/** An upgrade from Starter to Professional in the middle of May. */
export const aPreview = (change: Partial<ChangePreview> = {}): ChangePreview => ({
  kind: 'upgrade',
  from: { tier: 'starter', interval: 'month', price: 2_900 },
  to: { tier: 'professional', interval: 'month', price: 9_900 },
  currency: 'usd',
  effectiveAt: '2026-05-16T00:00:00.000Z',
  prorationDate: '2026-05-16T00:00:00.000Z',
  lines: [
    aPreviewLine('Unused time on Starter after 16 May 2026', -1_497),
    aPreviewLine('Remaining time on Professional after 16 May 2026', 5_110),
  ],
  subtotal: 3_613,
  discount: 0,
  tax: 687,
  isTaxPending: false,
  total: 4_300,
  creditApplied: 0,
  amountDue: 4_300,
  creditLeft: 0,
  next: { at: '2026-06-01T00:00:00.000Z', amount: 11_781 },
  trialEndsAt: null,
  limits: { from: 1_000, to: 10_000, used: 412 },
  token: 'token-1',
  expiresAt: '2999-01-01T00:00:00.000Z',
  ...change,
});

const aPreviewLine = (description: string, amount: number): ChangePreview['lines'][number] => ({
  description,
  amount,
  periodStart: '2026-05-16T00:00:00.000Z',
  periodEnd: '2026-06-01T00:00:00.000Z',
  isProration: true,
});

export const aTaxId = (change: Partial<TaxId> = {}): TaxId => ({
  id: anId(),
  type: 'eu_vat',
  value: 'DE123456789',
  country: 'DE',
  status: 'verified',
  ...change,
});

export const aUsageEvent = (change: Partial<UsageEvent> = {}): UsageEvent => ({
  key: anId(),
  source: 'conversation',
  quantity: 1,
  state: 'counted',
  usedAfter: 412,
  isOverage: false,
  at: '2026-05-03T23:30:05.000Z',
  periodStart: '2026-05-01T00:00:00.000Z',
  conversationId: anId(),
  agentId: anId(),
  agentName: 'Reception',
  ...change,
});
