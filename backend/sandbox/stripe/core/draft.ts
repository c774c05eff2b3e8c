import { createHash } from 'node:crypto';
import Stripe from 'stripe';
import { missingResource } from './problem.js';
import type { Collections, Delivery, Kind, SandboxState, Tables } from './state.js';

/** The full event of one type, as the SDK declares it. */
export type EventOf<T extends Stripe.Event['type']> = Extract<Stripe.Event, { type: T }>;

/** What surrounds a transition: when it happens, who asked, and where the hosted pages live. */
export interface Circumstance {
  /** Unix seconds. */
  at: number;
  request: Stripe.Event.Request | null;
  baseUrl: string;
  dunning: DunningPolicy;
}

/** What the account does about payments that fail. */
export interface DunningPolicy {
  /** Days after the first attempt on which an invoice is tried again. */
  retryDays: readonly number[];
  /** What becomes of the subscription when the last attempt failed. */
  afterwards: 'cancel' | 'unpaid' | 'past_due';
}

/** The ladder of a new account: four more tries in two weeks, then the subscription ends. */
export const DEFAULT_DUNNING: DunningPolicy = { retryDays: [3, 5, 7, 14], afterwards: 'cancel' };

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/**
 * The working copy of one transition: reads the old state, collects new objects and events, and yields the next state.
 * It has no effect outside itself, so a transition that throws leaves no trace.
 */
export class Draft {
  #state: SandboxState;
  readonly #events: Stripe.EventBase[] = [];

  constructor(
    state: SandboxState,
    readonly circumstance: Circumstance,
  ) {
    this.#state = state;
  }

  get at(): number {
    return this.circumstance.at;
  }

  get state(): SandboxState {
    return this.#state;
  }

  /** A fresh id with Stripe's prefix, derived from the account's seed and counter. */
  newId(prefix: string): string {
    this.#state = { ...this.#state, sequence: this.#state.sequence + 1 };
    const digest = createHash('sha256').update(`${this.#state.seed}:${this.#state.sequence}`).digest();
    return prefix + [...digest.subarray(0, 24)].map((byte) => ALPHABET.charAt(byte % ALPHABET.length)).join('');
  }

  /** The next invoice number of the account. */
  newInvoiceNumber(): string {
    this.#state = { ...this.#state, invoiceSequence: this.#state.invoiceSequence + 1 };
    return `SANDBOX-${String(this.#state.invoiceSequence).padStart(6, '0')}`;
  }

  find<K extends Kind>(kind: K, id: string): Collections[K] | undefined {
    const tables: Tables = this.#state;
    return Object.hasOwn(tables[kind], id) ? tables[kind][id] : undefined;
  }

  /** The object of this id, or Stripe's refusal naming the parameter that was wrong. */
  need<K extends Kind>(kind: K, id: string, param = 'id'): Collections[K] {
    const found = this.find(kind, id);
    if (found === undefined) throw missingResource(NOUNS[kind] ?? kind, id, param);
    return found;
  }

  /** Every object of a kind, oldest first. */
  all<K extends Kind>(kind: K): Collections[K][] {
    const tables: Tables = this.#state;
    return Object.values(tables[kind]);
  }

  put<K extends Kind>(kind: K, object: Collections[K]): Collections[K] {
    this.#state = { ...this.#state, [kind]: { ...this.#state[kind], [object.id]: object } };
    return object;
  }

  remove(kind: Kind, id: string): void {
    this.#state = { ...this.#state, [kind]: Object.fromEntries(Object.entries(this.#state[kind]).filter(([key]) => key !== id)) };
  }

  /** Records that something happened; the compiler checks that the object fits the event's type. */
  emit<T extends Stripe.Event['type']>(
    type: T,
    object: EventOf<T>['data']['object'],
    previous?: Partial<EventOf<T>['data']['object']>,
  ): void {
    this.#events.push({
      id: this.newId('evt_'),
      object: 'event',
      api_version: Stripe.API_VERSION,
      created: this.at,
      data: previous === undefined ? { object } : { object, previous_attributes: previous },
      livemode: false,
      pending_webhooks: 0,
      request: this.circumstance.request,
      type,
    } satisfies Stripe.EventBase);
  }

  /** The next state, with the collected events stored and addressed to every endpoint that listens to them. */
  finish(): { state: SandboxState; events: readonly Stripe.EventBase[]; deliveries: readonly Delivery[] } {
    const endpoints = this.all('webhookEndpoints').filter((endpoint) => endpoint.status === 'enabled');
    const events: Record<string, Stripe.EventBase> = {};
    const deliveries: Record<string, Delivery> = {};
    for (const event of this.#events) {
      const listeners = endpoints.filter(({ enabled_events: types }) => types.includes('*') || types.includes(event.type));
      events[event.id] = { ...event, pending_webhooks: listeners.length };
      for (const listener of listeners) {
        const id = this.newId('dlv_');
        deliveries[id] = { id, event: event.id, endpoint: listener.id, status: 'pending', attempts: [], nextAttemptAt: this.at };
      }
    }
    if (this.#events.length === 0) return { state: this.#state, events: [], deliveries: [] };
    const state = {
      ...this.#state,
      events: { ...this.#state.events, ...events },
      deliveries: { ...this.#state.deliveries, ...deliveries },
    };
    return { state, events: Object.values(events), deliveries: Object.values(deliveries) };
  }
}

const NOUNS: Partial<Record<Kind, string>> = {
  customers: 'customer',
  products: 'product',
  prices: 'price',
  checkoutSessions: 'checkout.session',
  paymentMethods: 'PaymentMethod',
  paymentIntents: 'payment_intent',
  charges: 'charge',
  refunds: 'refund',
  disputes: 'dispute',
  fraudWarnings: 'early_fraud_warning',
  coupons: 'coupon',
  promotionCodes: 'promotion code',
  discounts: 'discount',
  meters: 'meter',
  subscriptions: 'subscription',
  invoices: 'invoice',
  invoicePayments: 'invoice_payment',
  schedules: 'subscription_schedule',
  testClocks: 'test_helpers.test_clock',
  portalSessions: 'billing_portal session',
  portalConfigurations: 'billing_portal configuration',
  webhookEndpoints: 'webhook endpoint',
  events: 'event',
};
