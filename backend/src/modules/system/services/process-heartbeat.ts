import { type BeforeApplicationShutdown, Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import pg from 'pg';
import { Clock } from '../../../platform/clock/clock.js';
import { APP_POOL, PLATFORM_POOL } from '../../../platform/database/pools.js';
import { HEARTBEAT_MS } from '../domain/process-state.js';
import { AllTenantsProcessRepository } from '../persistence/all-tenants-process.repository.js';
import { ProcessReadings } from './process-readings.js';
import { ThisProcess } from './this-process.js';
import { UpgradedSockets } from './upgraded-sockets.js';

/** Says every few seconds that this process lives, and how. A database that cannot be written costs a heartbeat, nothing else. */
@Injectable()
export class ProcessHeartbeat implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(ProcessHeartbeat.name);
  private readings: ProcessReadings | null = null;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | null = null;
  private isLost = false;

  constructor(
    private readonly self: ThisProcess,
    private readonly processes: AllTenantsProcessRepository,
    private readonly sockets: UpgradedSockets,
    private readonly clock: Clock,
    @Inject(APP_POOL) private readonly app: pg.Pool,
    @Inject(PLATFORM_POOL) private readonly platform: pg.Pool,
  ) {}

  onApplicationBootstrap(): void {
    this.readings = new ProcessReadings({ app: this.app, platform: this.platform });
    this.beat();
    this.timer = setInterval(() => this.beat(), HEARTBEAT_MS);
    this.timer.unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    this.readings?.stop();
    await this.running;
    await this.write(() => this.processes.stop(this.self.id, this.clock.now()));
  }

  /** One at a time: a slow database is not asked again while it thinks. */
  private beat(): void {
    if (this.running || !this.readings) return;
    const beat = { at: this.clock.now(), figures: this.readings.lap(), socketCount: this.sockets.count, sockets: this.sockets.list() };
    this.running = this.write(() => this.processes.beat(this.self, beat)).finally(() => {
      this.running = null;
    });
  }

  /** Says once that heartbeats are lost, and once that they are back. */
  private async write(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      if (this.isLost) this.logger.log('heartbeats are written again');
      this.isLost = false;
    } catch (error) {
      if (!this.isLost) this.logger.warn({ message: 'heartbeats cannot be written', err: error });
      this.isLost = true;
    }
  }
}
