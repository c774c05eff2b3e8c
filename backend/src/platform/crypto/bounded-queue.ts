/** Said to a caller when the queue is full, or when its turn did not come in time. */
export class QueueFull extends Error {
  override readonly name = 'QueueFull';
}

export interface BoundedQueueOptions {
  /** Works running at once. */
  readonly concurrency: number;
  /** Works that may wait for a turn. */
  readonly capacity: number;
  /** How long one may wait. */
  readonly deadlineMs: number;
}

interface Waiter {
  readonly start: () => void;
  readonly timer: NodeJS.Timeout;
}

/** Runs expensive work a few at a time, first come first served. What does not fit is refused at once instead of piling up. */
export class BoundedQueue {
  private readonly waiters: Waiter[] = [];
  private active = 0;

  constructor(private readonly options: BoundedQueueOptions) {}

  get running(): number {
    return this.active;
  }

  get waiting(): number {
    return this.waiters.length;
  }

  /** @throws QueueFull */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.active < this.options.concurrency) this.active++;
    else await this.turn();
    try {
      return await work();
    } finally {
      this.next();
    }
  }

  private turn(): Promise<void> {
    if (this.waiters.length >= this.options.capacity) throw new QueueFull('queue is full');
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.waiters.splice(this.waiters.indexOf(waiter), 1);
        reject(new QueueFull('waited too long'));
      }, this.options.deadlineMs);
      const waiter: Waiter = { start: resolve, timer };
      this.waiters.push(waiter);
    });
  }

  /** Hands the place to the next in line, so that nobody can slip in between. */
  private next(): void {
    const waiter = this.waiters.shift();
    if (!waiter) {
      this.active--;
      return;
    }
    clearTimeout(waiter.timer);
    waiter.start();
  }
}
