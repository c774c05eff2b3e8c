import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { PostgresListener } from '../cache/postgres-listener.js';
import { backoffDelay } from '../queues/backoff.js';
import { OUTBOX_CHANNEL } from './outbox-bell.js';
import { OutboxRelay } from './outbox-relay.js';

const POLL_MS = 1_000;
const RETRY = { baseMs: 500, capMs: 15_000 } as const;

/** Keeps the relay going in a worker process: on every ring of the bell, and once a second for rings that were lost. */
@Injectable()
export class OutboxRelayLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(OutboxRelayLoop.name);
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | null = null;
  private isRungAgain = false;
  private isStopped = false;
  private failures = 0;

  constructor(
    private readonly relay: OutboxRelay,
    private readonly listener: PostgresListener,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.listener.listen(OUTBOX_CHANNEL, { onMessage: () => this.wake(), onGap: () => this.wake() });
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
      await this.relay.flush();
      this.failures = 0;
    } catch (error) {
      this.failures++;
      this.logger.error(`relay failed (${this.failures} in a row), events wait in the outbox`, error);
    }
  }

  private plan(): void {
    if (this.isStopped) return;
    if (this.isRungAgain && this.failures === 0) return this.wake();
    const delay = this.failures > 0 ? backoffDelay(this.failures, RETRY, Math.random()) : POLL_MS;
    this.timer = setTimeout(() => this.wake(), delay);
  }
}
