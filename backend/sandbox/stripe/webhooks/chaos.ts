import type { Delivery } from '../core/state.js';

/** How badly the post works. Every probability lies between 0 and 1; what is left out works well. */
export interface ChaosSettings {
  /** Probability that an event arrives twice. */
  duplicate?: number;
  /** Events are shuffled within windows of this many; `true` means four. */
  reorder?: boolean | number;
  /** Milliseconds an event is held back: at least, at most. */
  delay?: readonly [number, number];
  /** Probability that an event never arrives. */
  drop?: number;
  /** The same seed and the same events meet the same fate. */
  seed: number;
}

/** What becomes of one event on its way to one endpoint. */
export interface Fate {
  isDropped: boolean;
  isDoubled: boolean;
  delayMs: number;
}

const USUAL_WINDOW = 4;
/** How long an unfilled window waits for more, in milliseconds. */
const WINDOW_MS = 250;

/** Decides the fate of each event and holds back those that travel out of order. */
export class Chaos {
  #random: () => number;
  #window: Delivery[] = [];
  #timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly settings: ChaosSettings,
    private readonly release: (deliveries: readonly Delivery[]) => void,
  ) {
    this.#random = generator(settings.seed);
  }

  /** Draws the same number of lots for every event, so that one setting does not move the others' luck. */
  fate(): Fate {
    const [drop, double, delay] = [this.#random(), this.#random(), this.#random()];
    const [least, most] = this.settings.delay ?? [0, 0];
    return {
      isDropped: drop < (this.settings.drop ?? 0),
      isDoubled: double < (this.settings.duplicate ?? 0),
      delayMs: Math.round(least + delay * (most - least)),
    };
  }

  /** Takes an event in; it leaves at once, or with its window in another order. */
  admit(delivery: Delivery): void {
    const { reorder = false } = this.settings;
    if (reorder === false) return this.release([delivery]);
    this.#window.push(delivery);
    if (this.#window.length >= (reorder === true ? USUAL_WINDOW : reorder)) return this.flush();
    this.#timer ??= setTimeout(() => this.flush(), WINDOW_MS).unref();
  }

  /** Lets go of what waits for its window to fill. */
  flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const held = this.#window;
    this.#window = [];
    const lots = new Map(held.map((delivery) => [delivery, this.#random()]));
    this.release(held.sort((one, other) => (lots.get(one) ?? 0) - (lots.get(other) ?? 0)));
  }
}

/** Mulberry32: small, seedable, good enough for a lottery. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
