import type Stripe from 'stripe';
import type { CardRecord } from '../objects/cards.js';
import type { CheckoutRecord } from '../objects/checkout-record.js';
import type { UsageRecord } from '../objects/meter-record.js';

/** One try to hand an event to an endpoint. */
export interface DeliveryAttempt {
  at: number;
  /** The receiver's answer; null when there was none. */
  status: number | null;
  error: string | null;
}

/** An event on its way to one endpoint. */
export interface Delivery {
  id: string;
  event: string;
  endpoint: string;
  status: 'pending' | 'delivered' | 'abandoned';
  attempts: readonly DeliveryAttempt[];
  nextAttemptAt: number | null;
}

/** The stored answer of an idempotent request. */
export interface StoredReply {
  id: string;
  fingerprint: string;
  status: number;
  body: string;
  requestId: string;
  at: number;
}

/** Proration lines waiting for the subscription's next invoice. */
export interface PendingLines {
  id: string;
  lines: readonly Stripe.InvoiceLineItem[];
}

/** Which announcements a subscription has had, by the moment they were about. */
export interface Reminder {
  /** The subscription's id. */
  id: string;
  upcomingFor: number | null;
  trialEndFor: number | null;
}

/** A payment of an invoice that waits for the 3-D Secure page. */
export interface InvoiceChallenge {
  /** The invoice's id. */
  id: string;
  paymentMethod: string;
}

/** An endpoint's former secret, which signs beside the new one until it expires. */
export interface RolledSecret {
  /** The endpoint's id. */
  id: string;
  secret: string;
  expiresAt: number;
}

/** The account's time: the machine's, moved forward. */
export interface AccountClock {
  /** Seconds the account is ahead of the machine. */
  readonly offset: number;
  /** Everything due up to this second has been done. */
  readonly settledUntil: number;
}

/** Everything the sandbox remembers, by kind; each kind is a map from id to object. */
export interface Collections {
  customers: Stripe.Customer;
  deletedCustomers: Stripe.DeletedCustomer;
  products: Stripe.Product;
  prices: Stripe.Price;
  checkoutSessions: Stripe.Checkout.Session;
  paymentMethods: Stripe.PaymentMethod;
  paymentIntents: Stripe.PaymentIntent;
  charges: Stripe.Charge;
  refunds: Stripe.Refund;
  disputes: Stripe.Dispute;
  fraudWarnings: Stripe.Radar.EarlyFraudWarning;
  coupons: Stripe.Coupon;
  promotionCodes: Stripe.PromotionCode;
  discounts: Stripe.Discount;
  taxIds: Stripe.TaxId;
  meters: Stripe.Billing.Meter;
  usageRecords: UsageRecord;
  balanceTransactions: Stripe.CustomerBalanceTransaction;
  subscriptions: Stripe.Subscription;
  invoices: Stripe.Invoice;
  invoicePayments: Stripe.InvoicePayment;
  schedules: Stripe.SubscriptionSchedule;
  testClocks: Stripe.TestHelpers.TestClock;
  reminders: Reminder;
  invoiceChallenges: InvoiceChallenge;
  rolledSecrets: RolledSecret;
  portalSessions: Stripe.BillingPortal.Session;
  portalConfigurations: Stripe.BillingPortal.Configuration;
  webhookEndpoints: Stripe.WebhookEndpoint;
  events: Stripe.EventBase;
  cards: CardRecord;
  checkouts: CheckoutRecord;
  pendingLines: PendingLines;
  deliveries: Delivery;
  replies: StoredReply;
}

export type Kind = keyof Collections;

/** The maps themselves, by kind. */
export type Tables = { readonly [K in Kind]: Readonly<Record<string, Collections[K]>> };

/** One immutable picture of the account; transitions turn one into the next. */
export type SandboxState = {
  readonly version: 1;
  /** Makes ids differ between accounts, while a transition stays a pure function of its state. */
  readonly seed: string;
  readonly sequence: number;
  readonly invoiceSequence: number;
  readonly clock: AccountClock;
} & Tables;

/** An account in which nothing has happened. */
export function emptyState(seed: string): SandboxState {
  return {
    version: 1,
    seed,
    sequence: 0,
    invoiceSequence: 0,
    clock: { offset: 0, settledUntil: 0 },
    customers: {},
    deletedCustomers: {},
    products: {},
    prices: {},
    checkoutSessions: {},
    paymentMethods: {},
    paymentIntents: {},
    charges: {},
    refunds: {},
    disputes: {},
    fraudWarnings: {},
    coupons: {},
    promotionCodes: {},
    discounts: {},
    taxIds: {},
    meters: {},
    usageRecords: {},
    balanceTransactions: {},
    subscriptions: {},
    invoices: {},
    invoicePayments: {},
    schedules: {},
    testClocks: {},
    reminders: {},
    invoiceChallenges: {},
    rolledSecrets: {},
    portalSessions: {},
    portalConfigurations: {},
    webhookEndpoints: {},
    events: {},
    cards: {},
    checkouts: {},
    pendingLines: {},
    deliveries: {},
    replies: {},
  };
}

/** Whether a value read from disk is an account this version wrote: same version, and every kind is there. */
export function isSandboxState(value: unknown): value is SandboxState {
  if (typeof value !== 'object' || value === null || !('version' in value) || value.version !== 1) return false;
  const entries = new Map<string, unknown>(Object.entries(value));
  return Object.entries(emptyState('')).every(([key, sample]) => typeof entries.get(key) === typeof sample);
}

/** What was read from disk as an account; kinds that did not exist when it was written are empty. Null when it is none. */
export function readState(value: unknown): SandboxState | null {
  if (typeof value !== 'object' || value === null) return null;
  const filled: unknown = { ...emptyState(''), ...value };
  return 'version' in value && isSandboxState(filled) ? filled : null;
}
