import type { Store } from '../core/store.js';
import { finishAdvancing } from '../transitions/test-clocks.js';
import { type DueWork, nextWork } from './due-work.js';

/** How often the machine's time is looked at, in milliseconds. */
const POLL_MS = 1000;

/** Lets time do its work: renewals, retries, expiries, each at the moment it is due. */
export class Timekeeper {
  #timer: NodeJS.Timeout | null = null;
  #advancing: NodeJS.Immediate | null = null;
  #known: { key: readonly unknown[]; work: DueWork | null } = { key: [], work: null };

  constructor(
    private readonly store: Store,
    private readonly log: (line: string) => void,
  ) {}

  /** Follows test clocks; with `isPolling` also the machine's time. */
  start(isPolling: boolean): void {
    this.store.onChange(() => this.#followClocks());
    this.#followClocks();
    if (!isPolling) return;
    this.#timer = setInterval(() => this.#guarded(() => this.#settle(this.store.now())), POLL_MS);
    this.#timer.unref();
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    if (this.#advancing !== null) clearImmediate(this.#advancing);
  }

  /** Moves the account forward to a second, doing everything due on the way; it never moves back. */
  advance(to: number): void {
    if (to < this.store.now()) throw new RangeError('The account’s clock only moves forward');
    this.#settle(to);
    this.store.moveTo(to);
  }

  /** The next moment at which something happens by itself. */
  nextMoment(): number | null {
    const at = this.#next()?.at;
    return at === undefined ? null : Math.max(at, this.store.now());
  }

  /** Each piece of work sees the second it was due, or the last one settled when it is overdue. */
  #settle(until: number): void {
    for (let work = this.#next(); work !== null && work.at <= until; work = this.#next()) {
      const at = Math.max(work.at, Math.min(this.store.state.clock.settledUntil, until));
      this.store.settle(work.run, at);
    }
  }

  /** Looking through the account is worth it only after something with a date has changed. */
  #next(): DueWork | null {
    const { state } = this.store;
    const key = [state.subscriptions, state.invoices, state.schedules, state.checkoutSessions, state.reminders];
    if (key.some((table, index) => table !== this.#known.key[index])) this.#known = { key, work: nextWork(state) };
    return this.#known.work;
  }

  #followClocks(): void {
    const clock = Object.values(this.store.state.testClocks).find(({ status }) => status === 'advancing');
    if (clock === undefined || this.#advancing !== null) return;
    this.#advancing = setImmediate(() => {
      this.#advancing = null;
      this.#guarded(() => {
        this.advance(Math.max(this.store.now(), clock.status_details.advancing?.target_frozen_time ?? 0));
        this.store.commit((draft) => finishAdvancing(draft, clock.id));
      });
    });
  }

  #guarded(step: () => void): void {
    try {
      step();
    } catch (error) {
      this.log(`time stands still: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}
