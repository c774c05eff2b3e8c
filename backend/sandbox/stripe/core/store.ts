import { randomBytes } from 'node:crypto';
import type Stripe from 'stripe';
import { type SandboxClock, unixSeconds } from './clock.js';
import { DEFAULT_DUNNING, Draft, type DunningPolicy } from './draft.js';
import { type Delivery, emptyState, type SandboxState } from './state.js';
import { StateFile } from './state-file.js';

export interface StoreOptions {
  clock: SandboxClock;
  dataFile?: string | undefined;
  dunning?: Partial<DunningPolicy> | undefined;
}

/** Holds the account's current state; every change goes through one synchronous, all-or-nothing `commit`. */
export class Store {
  #state: SandboxState;
  readonly #file: StateFile | null;
  readonly #listeners: ((deliveries: readonly Delivery[]) => void)[] = [];
  readonly #watchers: (() => void)[] = [];
  readonly #dunning: DunningPolicy;
  baseUrl = '';

  private constructor(
    state: SandboxState,
    private readonly machineClock: SandboxClock,
    how: { file: StateFile | null; dunning: Partial<DunningPolicy> | undefined },
  ) {
    this.#state = state;
    this.#file = how.file;
    this.#dunning = { ...DEFAULT_DUNNING, ...how.dunning };
  }

  /** Reads the account from its file, or opens a new one. */
  static async open(options: StoreOptions): Promise<Store> {
    const file = options.dataFile === undefined ? null : new StateFile(options.dataFile);
    const state = (await file?.read()) ?? emptyState(randomBytes(12).toString('hex'));
    return new Store(state, options.clock, { file, dunning: options.dunning });
  }

  get state(): SandboxState {
    return this.#state;
  }

  /** Called after every change that has something to deliver. */
  onDeliveries(listener: (deliveries: readonly Delivery[]) => void): void {
    this.#listeners.push(listener);
  }

  /** Called after every change of the account. */
  onChange(watcher: () => void): void {
    this.#watchers.push(watcher);
  }

  /** The account's time: the machine's, plus what it was advanced by. */
  readonly clock: SandboxClock = () => new Date(this.machineClock().getTime() + this.#state.clock.offset * 1000);

  now(): number {
    return unixSeconds(this.clock());
  }

  /** The machine's time, which signatures carry however far the account was advanced. */
  machineNow(): number {
    return unixSeconds(this.machineClock());
  }

  /** Brings the account to a later second, from which time flows on; everything due until then must have been done. */
  moveTo(at: number): void {
    const offset = Math.max(this.#state.clock.offset, at - this.machineNow());
    this.#keep({ ...this.#state, clock: { offset, settledUntil: at } });
  }

  /** Runs a transition and keeps its outcome; when it throws, nothing has happened. */
  commit<T>(transition: (draft: Draft) => T, request: Stripe.Event.Request | null = null, at = this.now()): T {
    const draft = new Draft(this.#state, { at, request, baseUrl: this.baseUrl, dunning: this.#dunning });
    const result = transition(draft);
    const { state, deliveries } = draft.finish();
    this.#keep(state);
    if (deliveries.length > 0) for (const listener of this.#listeners) listener(deliveries);
    return result;
  }

  /** Runs a piece of due work at its second and remembers that time has come this far. */
  settle(work: (draft: Draft) => unknown, at: number): void {
    this.commit(work, null, at);
    this.#keep({ ...this.#state, clock: { ...this.#state.clock, settledUntil: at } });
  }

  #keep(state: SandboxState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#file?.write(state);
    for (const watcher of this.#watchers) watcher();
  }

  /** Waits until the last state is on disk. */
  async close(): Promise<void> {
    await this.#file?.settled();
  }
}
