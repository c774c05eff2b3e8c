import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { AllTenantsHistoryRepository } from '../persistence/all-tenants-history.repository.js';
import { AllTenantsStatementRepository } from '../persistence/all-tenants-statement.repository.js';
import { MinuteReader, type MinuteReading } from './minute-reader.js';
import { ThisProcess } from './this-process.js';

const MINUTE_MS = 60_000;
/** A tick that comes later than this belongs to no minute: the machine slept, or the loop was blocked. */
const LATE_MS = MINUTE_MS * 1.5;
/** Processes do not all write in the same moment. */
const SPREAD_MS = 2_000;

/**
 * Writes once a minute what this process counted in it. A minute is written by itself or not at all: when the database is away its counts are
 * lost with it, which the readers see as a gap, and nothing ever waits for this.
 */
@Injectable()
export class MinuteRecorder implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(MinuteRecorder.name);
  private readonly spread = Math.random() * SPREAD_MS;
  private tickedAt = 0;
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> | null = null;
  private isStopped = false;

  constructor(
    private readonly self: ThisProcess,
    private readonly history: AllTenantsHistoryRepository,
    private readonly statements: AllTenantsStatementRepository,
    private readonly reader: MinuteReader,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.reader.start();
    this.tickedAt = performance.now();
    this.plan();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.timer);
    await this.writing;
    await this.tick(this.clock.now());
    await this.writing;
    this.reader.stop();
  }

  /** Takes the minute that ends at `now` and hands it to the database, if the one before it has been written. */
  async tick(now: Date): Promise<void> {
    const elapsed = performance.now() - this.tickedAt;
    this.tickedAt = performance.now();
    const reading = await this.reader.read();
    if (elapsed > LATE_MS || this.writing) return;
    const minute = new Date(Math.floor((now.getTime() - Math.min(elapsed, MINUTE_MS) / 2) / MINUTE_MS) * MINUTE_MS);
    this.writing = this.write(minute, reading)
      .catch((error: unknown) => this.logger.warn({ message: 'a minute of the history is lost', minute, err: error }))
      .finally(() => {
        this.writing = null;
      });
  }

  private async write(minute: Date, { figures, counts, statements }: MinuteReading): Promise<void> {
    await this.history.record(this.self, { minute, figures, counts });
    await this.statements.note(statements, this.clock.now());
  }

  private plan(): void {
    if (this.isStopped) return;
    const wait = MINUTE_MS - (this.clock.now().getTime() % MINUTE_MS) + this.spread;
    this.timer = setTimeout(() => void this.tick(this.clock.now()).finally(() => this.plan()), wait);
    this.timer.unref();
  }
}
