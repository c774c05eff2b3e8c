import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { isAboutData, isRetryable } from './database-errors.js';
import { DomainError } from '../errors/domain-error.js';
import { FairQueue } from './fair-queue.js';

/** Two statements under way per process: a second one works while the first waits for its flush. A lane always uses the same. */
const DEFAULT_SLOTS = 2;
const MAX_ITEMS_PER_STATEMENT = 256;
/** Waiting items per slot. More than this is seconds of work: the caller is told to come back instead. */
const MAX_WAITING = 10_000;
const MAX_ATTEMPTS = 4;
const BACKOFF_MS = 10;

interface Request<I, R> {
  readonly lane: string;
  readonly items: readonly I[];
  readonly weight: number;
  readonly resolve: (results: R[]) => void;
  readonly reject: (error: unknown) => void;
}

interface Slot<I, R> {
  readonly queue: FairQueue<Request<I, R>>;
  isBusy: boolean;
}

/**
 * Natural group commit: while one statement is under way, everything that arrives waits and goes together as the next. There is no timer,
 * so an idle system answers at once and a busy one pays the disk's flush once per batch (performance.md §3.3).
 */
export class MicroBatcher<I, R> {
  private readonly slots: Slot<I, R>[];

  /**
   * @param run answers the items in their order, all in one transaction
   * @param slots statements under way at once. One makes the largest batches: right where every item costs the same and none waits for a lock.
   * @param isOnes whether a failure of several requests may be the fault of one of them: then each is run alone
   */
  constructor(
    private readonly run: (items: readonly I[]) => Promise<R[]>,
    slots = DEFAULT_SLOTS,
    private readonly isOnes: (error: unknown) => boolean = isAboutData,
  ) {
    this.slots = Array.from({ length: slots }, () => ({ queue: new FairQueue<Request<I, R>>(), isBusy: false }));
  }

  /**
   * Answers in the order of the items, once they are committed. Items of one lane keep their order, and lanes take turns.
   * @param lane who asks: the tenant
   * @throws DomainError `service.unavailable` when too much is waiting; nothing was decided then
   */
  submit(lane: string, items: readonly I[]): Promise<R[]> {
    const slot = this.slotOf(lane);
    if (slot.queue.weight + items.length > MAX_WAITING) return Promise.reject(new DomainError('service.unavailable'));
    return new Promise((resolve, reject) => {
      slot.queue.push({ lane, items, weight: items.length, resolve, reject });
      if (!slot.isBusy) void this.pump(slot);
    });
  }

  private slotOf(lane: string): Slot<I, R> {
    const slot = this.slots[hashOf(lane) % this.slots.length];
    if (!slot) throw new RangeError('no slot');
    return slot;
  }

  private async pump(slot: Slot<I, R>): Promise<void> {
    slot.isBusy = true;
    // the requests that arrived in the same turn of the event loop join the first statement
    await nextTurn();
    for (let batch = slot.queue.take(MAX_ITEMS_PER_STATEMENT); batch.length > 0; batch = slot.queue.take(MAX_ITEMS_PER_STATEMENT)) {
      await this.execute(batch);
    }
    slot.isBusy = false;
  }

  /** Answers every request of the batch, one way or the other; never rejects. */
  private async execute(batch: readonly Request<I, R>[]): Promise<void> {
    try {
      const results = await this.retried(batch.flatMap((request) => request.items));
      let offset = 0;
      for (const request of batch) request.resolve(results.slice(offset, (offset += request.weight)));
    } catch (error) {
      // one request's bad data must not fail its neighbours: each of them alone
      if (batch.length > 1 && this.isOnes(error)) for (const request of batch) await this.execute([request]);
      else for (const request of batch) request.reject(error);
    }
  }

  private async retried(items: readonly I[]): Promise<R[]> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.run(items);
      } catch (error) {
        if (attempt === MAX_ATTEMPTS || !isRetryable(error)) throw error;
        await sleep(Math.random() * BACKOFF_MS * 2 ** attempt);
      }
    }
  }
}

/** The last characters are the random ones of a UUID v7. */
function hashOf(lane: string): number {
  let hash = 0;
  for (let index = Math.max(0, lane.length - 8); index < lane.length; index++) hash = (hash * 31 + lane.charCodeAt(index)) >>> 0;
  return hash;
}
