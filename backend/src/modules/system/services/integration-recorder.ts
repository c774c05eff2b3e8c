import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { IntegrationJournal } from '../../../platform/reports/integration-journal.js';
import { Integrations } from '../../../platform/reports/integrations.js';
import { RunCounts } from '../../../platform/reports/run-counts.js';
import { AllTenantsRecordRepository } from '../persistence/all-tenants-record.repository.js';
import { ThisProcess } from './this-process.js';

/** A circuit that opens is on staff's page within so long. */
const EVERY_MS = 5_000;
/** What is pinged, is pinged at every third. */
const BEATS_EVERY = 3;

/** Takes what this process notes about its integrations and counts of its jobs to the database, every few seconds and when it stops. */
@Injectable()
export class IntegrationRecorder implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(IntegrationRecorder.name);
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();
  private laps = 0;
  private isLost = false;

  constructor(
    private readonly self: ThisProcess,
    private readonly records: AllTenantsRecordRepository,
    private readonly journal: IntegrationJournal,
    private readonly integrations: Integrations,
    private readonly runs: RunCounts,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.runs.writtenBy(() => this.write());
    this.timer = setInterval(() => void this.lap(), EVERY_MS);
    this.timer.unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.write();
  }

  /** Writes what changed. One after the other, so that none overwrites a later one; a database that is away costs nothing but the delay. */
  write(): Promise<void> {
    this.writing = this.writing.then(() => this.attempt());
    return this.writing;
  }

  private async lap(): Promise<void> {
    if (this.laps++ % BEATS_EVERY === 0) await this.ping();
    await this.write();
  }

  /** An answer that fails is noted, which is all that is asked. */
  private async ping(): Promise<void> {
    await Promise.allSettled(this.integrations.all().flatMap(({ name, beat }) => (beat ? [this.journal.watch(name, beat)] : [])));
  }

  private async attempt(): Promise<void> {
    const [integrations, runs] = [this.journal.take(), this.runs.take()];
    if (integrations.length + runs.length === 0) return;
    try {
      await this.records.write({ processId: this.self.id, at: this.clock.now(), integrations, runs });
      this.isLost = false;
    } catch (error) {
      this.journal.giveBack(integrations);
      this.runs.giveBack(runs);
      if (!this.isLost) this.logger.warn({ message: 'notes about integrations cannot be written yet', err: error });
      this.isLost = true;
    }
  }
}
