import type Stripe from 'stripe';
import type { CardRecord } from '../objects/cards.js';
import type { CheckoutRecord } from '../objects/checkout-record.js';
import type { UsageRecord } from '../objects/meters.js';

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
} & Tables;

/** An account in which nothing has happened. */
export function emptyState(seed: string): SandboxState {
  return {
    version: 1,
    seed,
    sequence: 0,
    invoiceSequence: 0,
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
