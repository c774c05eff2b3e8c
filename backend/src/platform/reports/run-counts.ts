import { Injectable } from '@nestjs/common';
import { type QueueName } from '@orbisvoice/shared-dto/values';
import { Clock } from '../clock/clock.js';

const MINUTE_MS = 60_000;

export type RunOutcome = 'done' | 'retried' | 'failed';

/** Runs of a queue's jobs that ended in one minute. */
export interface MinuteOfRuns {
  readonly queue: QueueName;
  readonly minute: Date;
  readonly done: number;
  readonly retried: number;
  readonly failed: number;
}

/** Counts what this worker ran, by queue and minute, until the recorder takes it to the database. */
@Injectable()
export class RunCounts {
  private readonly minutes = new Map<string, MinuteOfRuns>();

  private writer: (() => Promise<void>) | null = null;

  constructor(private readonly clock: Clock) {}

  /** Who takes what is counted to the database. */
  writtenBy(writer: () => Promise<void>): void {
    this.writer = writer;
  }

  /** Has it written now: a worker that stops has run its last job. */
  async flush(): Promise<void> {
    await this.writer?.();
  }

  count(queue: QueueName, outcome: RunOutcome): void {
    const minute = new Date(Math.floor(this.clock.now().getTime() / MINUTE_MS) * MINUTE_MS);
    const one: MinuteOfRuns = { queue, minute, done: 0, retried: 0, failed: 0 };
    this.add({ ...one, [outcome]: 1 });
  }

  take(): MinuteOfRuns[] {
    const taken = [...this.minutes.values()];
    this.minutes.clear();
    return taken;
  }

  /** What could not be written is taken again with the next. */
  giveBack(minutes: readonly MinuteOfRuns[]): void {
    for (const minute of minutes) this.add(minute);
  }

  private add(more: MinuteOfRuns): void {
    const key = `${more.queue} ${more.minute.getTime()}`;
    const { done = 0, retried = 0, failed = 0 } = this.minutes.get(key) ?? {};
    this.minutes.set(key, { ...more, done: more.done + done, retried: more.retried + retried, failed: more.failed + failed });
  }
}
