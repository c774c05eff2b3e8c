import { randomBytes } from 'node:crypto';
import type Stripe from 'stripe';
import { type SandboxClock, unixSeconds } from './clock.js';
import { Draft } from './draft.js';
import { type Delivery, emptyState, type SandboxState } from './state.js';
import { StateFile } from './state-file.js';

export interface StoreOptions {
  clock: SandboxClock;
  dataFile?: string | undefined;
}

/** Holds the account's current state; every change goes through one synchronous, all-or-nothing `commit`. */
export class Store {
  #state: SandboxState;
  readonly #file: StateFile | null;
  readonly #listeners: ((deliveries: readonly Delivery[]) => void)[] = [];
  baseUrl = '';

  private constructor(
    state: SandboxState,
    readonly clock: SandboxClock,
    file: StateFile | null,
  ) {
    this.#state = state;
    this.#file = file;
  }

  /** Reads the account from its file, or opens a new one. */
  static async open(options: StoreOptions): Promise<Store> {
    const file = options.dataFile === undefined ? null : new StateFile(options.dataFile);
    const state = (await file?.read()) ?? emptyState(randomBytes(12).toString('hex'));
    return new Store(state, options.clock, file);
  }

  get state(): SandboxState {
    return this.#state;
  }

  /** Called after every change that has something to deliver. */
  onDeliveries(listener: (deliveries: readonly Delivery[]) => void): void {
    this.#listeners.push(listener);
  }

  now(): number {
    return unixSeconds(this.clock());
  }

  /** Runs a transition and keeps its outcome; when it throws, nothing has happened. */
  commit<T>(transition: (draft: Draft) => T, request: Stripe.Event.Request | null = null): T {
    const before = this.#state;
    const draft = new Draft(before, { at: this.now(), request, baseUrl: this.baseUrl });
    const result = transition(draft);
    const { state, deliveries } = draft.finish();
    this.#state = state;
    if (state !== before) this.#file?.write(state);
    if (deliveries.length > 0) for (const listener of this.#listeners) listener(deliveries);
    return result;
  }

  /** Waits until the last state is on disk. */
  async close(): Promise<void> {
    await this.#file?.settled();
  }
}
