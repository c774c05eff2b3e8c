import { type BeforeApplicationShutdown, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { type PostgresListener } from '../cache/postgres-listener.js';
import { backoffDelay } from '../queues/backoff.js';

const POLL_MS = 1_000;
const RETRY = { baseMs: 500, capMs: 15_000 } as const;

/** Work that is asked for by a bell: everything that is due now. */
export interface BellWork {
  flush(): Promise<unknown>;
}

/** Keeps one kind of work going in a worker process: on every ring of its bell, and once a second for rings that were lost. */
export abstract class BellLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(this.constructor.name);
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | null = null;
  private isRungAgain = false;
  private isStopped = false;
  private failures = 0;

  protected constructor(
    private readonly channel: string,
    private readonly work: BellWork,
    private readonly listener: PostgresListener,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.listener.listen(this.channel, { onMessage: () => this.wake(), onGap: () => this.wake() });
    this.wake();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private wake(): void {
    if (this.isStopped) return;
    if (this.running) {
      this.isRungAgain = true;
      return;
    }
    clearTimeout(this.timer);
    this.running = this.turn().finally(() => {
      this.running = null;
      this.plan();
    });
  }

  private async turn(): Promise<void> {
    this.isRungAgain = false;
    try {
      await this.work.flush();
      this.failures = 0;
    } catch (error) {
      this.failures++;
      this.logger.error(`failed ${this.failures} times in a row, the work waits in its table`, error);
    }
  }

  private plan(): void {
    if (this.isStopped) return;
    if (this.isRungAgain && this.failures === 0) return this.wake();
    const delay = this.failures > 0 ? backoffDelay(this.failures, RETRY, Math.random()) : POLL_MS;
    this.timer = setTimeout(() => this.wake(), delay);
  }
}
