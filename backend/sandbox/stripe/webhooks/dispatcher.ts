import { setTimeout as sleep } from 'node:timers/promises';
import Stripe from 'stripe';
import type { Store } from '../core/store.js';
import { toJson } from '../core/wire.js';
import { Chaos, type ChaosSettings } from './chaos.js';
import type { Delivery, DeliveryAttempt } from '../core/state.js';

/** Seconds before each further try; after the last one the delivery is abandoned. */
const BACKOFF = [1, 5, 30, 120, 600, 3600, 6 * 3600, 24 * 3600];
const TIMEOUT_MS = 10_000;
/** How often held-back events are looked for, in milliseconds. */
const HELD_POLL_MS = 10;

/** Sends stored events to the endpoints that listen, signed as Stripe signs, until each one answered 2xx. */
export class WebhookDispatcher {
  // Signing needs no account: the key is never sent anywhere.
  readonly #stripe = new Stripe('sk_test_sandbox', { telemetry: false });
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #lanes = new Map<string, Promise<void>>();
  readonly #abort = new AbortController();
  /** First tries held back by a delay, with the timers that end it. */
  readonly #held = new Map<string, NodeJS.Timeout>();
  readonly #doubled = new Set<string>();
  #chaos: Chaos | null = null;

  constructor(
    private readonly store: Store,
    private readonly log: (line: string) => void,
  ) {}

  /** Takes up what is waiting, also from before a restart, and follows every later change. */
  start(): void {
    for (const delivery of Object.values(this.store.state.deliveries)) {
      if (delivery.status === 'pending') this.#schedule(delivery.id, Math.max(0, (delivery.nextAttemptAt ?? 0) - this.store.now()));
    }
    this.store.onDeliveries((deliveries) => {
      for (const delivery of deliveries) this.#admit(delivery);
    });
  }

  /** Whether the post works badly. */
  get isChaotic(): boolean {
    return this.#chaos !== null;
  }

  /** Makes the post work badly from now on, or well again. */
  setChaos(settings: ChaosSettings | null): void {
    this.#chaos?.flush();
    this.#chaos =
      settings === null
        ? null
        : new Chaos(settings, (deliveries) => {
            for (const delivery of deliveries) this.#enqueue(delivery);
          });
  }

  /** Resolves when nothing is on its way; what waits for another try does not count. */
  async settled(): Promise<void> {
    do {
      this.#chaos?.flush();
      await Promise.all(this.#lanes.values());
      if (this.#held.size > 0) await sleep(HELD_POLL_MS);
    } while (!this.#abort.signal.aborted && (this.#queued.size > 0 || this.#held.size > 0));
  }

  /** Tries again at once what waits for its next try. */
  async flush(): Promise<void> {
    await this.settled();
    for (const [id, timer] of [...this.#timers]) {
      clearTimeout(timer);
      this.#timers.delete(id);
      const delivery = this.store.state.deliveries[id];
      if (delivery?.status === 'pending') this.#enqueue(delivery);
    }
    await this.settled();
  }

  /** An event's first try: at once, or as the chaos has it. */
  #admit(delivery: Delivery): void {
    const chaos = this.#chaos;
    if (chaos === null) return this.#enqueue(delivery);
    const fate = chaos.fate();
    if (fate.isDropped) return this.#record(delivery, { at: this.store.now(), status: null, error: 'Lost on the way' }, 'abandoned');
    if (fate.isDoubled) this.#doubled.add(delivery.id);
    if (fate.delayMs === 0) return chaos.admit(delivery);
    const timer = setTimeout(() => {
      this.#held.delete(delivery.id);
      chaos.admit(delivery);
    }, fate.delayMs);
    this.#held.set(delivery.id, timer.unref());
  }

  /** Stops sending; what is undelivered stays in the account. */
  async stop(): Promise<void> {
    this.#abort.abort();
    for (const timer of this.#timers.values()) clearTimeout(timer);
    for (const timer of this.#held.values()) clearTimeout(timer);
    this.#timers.clear();
    this.#held.clear();
    await Promise.all(this.#lanes.values());
  }

  #schedule(id: string, seconds: number): void {
    const timer = setTimeout(() => {
      this.#timers.delete(id);
      const delivery = this.store.state.deliveries[id];
      if (delivery?.status === 'pending') this.#enqueue(delivery);
    }, seconds * 1000);
    timer.unref();
    this.#timers.set(id, timer);
  }

  readonly #queued = new Set<string>();

  /** One lane per endpoint keeps first tries in order; retries overtake, as they do at Stripe. */
  #enqueue(delivery: Delivery): void {
    if (this.#abort.signal.aborted || this.#queued.has(delivery.id) || this.#timers.has(delivery.id)) return;
    this.#queued.add(delivery.id);
    const lane = this.#lanes.get(delivery.endpoint) ?? Promise.resolve();
    this.#lanes.set(
      delivery.endpoint,
      // One broken delivery must not stop the lane for those behind it.
      lane
        .then(() => this.#attempt(delivery.id))
        .catch((error: unknown) => this.log(`webhook ${delivery.id} failed: ${reasonOf(error)}`))
        .finally(() => this.#queued.delete(delivery.id)),
    );
  }

  async #attempt(id: string): Promise<void> {
    const delivery = this.store.state.deliveries[id];
    const endpoint = delivery && this.store.state.webhookEndpoints[delivery.endpoint];
    const event = delivery && this.store.state.events[delivery.event];
    if (this.#abort.signal.aborted || delivery === undefined || event === undefined) return;
    if (endpoint?.status !== 'enabled') {
      this.#record(delivery, { at: this.store.now(), status: null, error: 'The endpoint is gone or disabled' }, 'abandoned');
      return;
    }
    const answer = await this.#post(endpoint, event);
    if (this.#doubled.delete(id)) await this.#post(endpoint, event);
    if (this.#abort.signal.aborted) return;
    const isDelivered = answer.status !== null && answer.status >= 200 && answer.status < 300;
    const wait = BACKOFF[delivery.attempts.length];
    this.log(`webhook ${event.type} -> ${endpoint.url} ${answer.status ?? answer.error ?? ''}`);
    if (isDelivered) this.#record(delivery, answer, 'delivered');
    else if (wait === undefined) this.#record(delivery, answer, 'abandoned');
    else {
      this.#schedule(id, wait);
      this.#record(delivery, answer, 'pending', this.store.now() + wait);
    }
  }

  async #post(endpoint: Stripe.WebhookEndpoint, event: Stripe.EventBase): Promise<DeliveryAttempt> {
    const at = this.store.now();
    // An endpoint pinned to a version says so in every event; the objects inside do not change here.
    const payload = JSON.stringify(toJson({ ...event, api_version: endpoint.api_version ?? event.api_version }), null, 2);
    const signature = this.#sign(endpoint, payload);
    try {
      const response = await fetch(endpoint.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'stripe-signature': signature,
          'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
        },
        body: payload,
        redirect: 'manual',
        signal: AbortSignal.any([this.#abort.signal, AbortSignal.timeout(TIMEOUT_MS)]),
      });
      await response.body?.cancel();
      return { at, status: response.status, error: null };
    } catch (error) {
      return { at, status: null, error: reasonOf(error) };
    }
  }

  /** Stripe's header; while a rolled secret is still good, it carries both signatures. */
  #sign(endpoint: Stripe.WebhookEndpoint, payload: string): string {
    const timestamp = this.store.machineNow();
    const rolled = this.store.state.rolledSecrets[endpoint.id];
    const headerOf = (secret: string): string => this.#stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp });
    const header = headerOf(endpoint.secret ?? '');
    if (rolled === undefined || rolled.expiresAt <= this.store.now()) return header;
    return `${header},${headerOf(rolled.secret).split(',').slice(1).join(',')}`;
  }

  #record(delivery: Delivery, attempt: DeliveryAttempt, status: Delivery['status'], nextAttemptAt: number | null = null): void {
    this.store.commit((draft) => {
      draft.put('deliveries', { ...delivery, attempts: [...delivery.attempts, attempt], status, nextAttemptAt });
      const event = draft.find('events', delivery.event);
      if (status === 'delivered' && event) draft.put('events', { ...event, pending_webhooks: Math.max(0, event.pending_webhooks - 1) });
    });
  }
}

/** What went wrong, in a line: `fetch` hides the reason in the cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `No answer within ${TIMEOUT_MS / 1000} s`;
  const { cause } = error;
  if (cause instanceof AggregateError || (cause instanceof Error && cause.message === ''))
    return 'code' in cause ? String(cause.code) : error.message;
  return cause instanceof Error ? cause.message : error.message;
}
