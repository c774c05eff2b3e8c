import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { isDatabaseDown } from '../../../platform/database/database-errors.js';
import { Metrics } from '../../../platform/metrics/metrics.js';
import { backoffDelay } from '../../../platform/queues/backoff.js';
import { AllTenantsDueEmailsRepository } from '../persistence/all-tenants-due-emails.repository.js';
import type { EmailMark } from '../persistence/email-message.js';

/** Together less than a lease: a database that comes back within it costs no second mail. */
const RETRY = { baseMs: 200, capMs: 5_000 } as const;
const TRIES = 14;

interface Waiting {
  readonly mark: EmailMark;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Writes what became of mails. Marks that come while a statement is under way go together as the next one, without a timer: a lone mail
 * is marked at once, a thousand a second cost few flushes.
 */
@Injectable()
export class EmailMarks {
  private readonly logger = new Logger(EmailMarks.name);
  private readonly finished;
  private waiting: Waiting[] = [];
  private isWriting = false;

  constructor(
    private readonly messages: AllTenantsDueEmailsRepository,
    private readonly clock: Clock,
    metrics: Metrics,
  ) {
    this.finished = metrics.counter('orbis_emails_tried_total', 'Tries to send a mail by how they ended', ['outcome']);
  }

  /** Resolves when the mark is committed. @throws Error when it could not be written: the row's lease runs out, the mail is tried again */
  write(mark: EmailMark): Promise<void> {
    return new Promise((done, failed) => {
      this.waiting.push({ mark, done, failed });
      if (!this.isWriting) void this.writeAll();
    });
  }

  private async writeAll(): Promise<void> {
    this.isWriting = true;
    // whoever finishes in this turn of the event loop belongs to the same statement
    await new Promise((turn) => setImmediate(turn));
    while (this.waiting.length > 0) {
      const batch = this.waiting;
      this.waiting = [];
      await this.writeBatch(batch);
    }
    this.isWriting = false;
  }

  /** One mark that the database refuses must not keep the others from being written. */
  private async writeBatch(batch: readonly Waiting[]): Promise<void> {
    try {
      await this.persist(batch.map(({ mark }) => mark));
      for (const { mark, done } of batch) {
        this.tell(mark);
        done();
      }
    } catch (error) {
      if (batch.length === 1) batch.forEach(({ failed }) => failed(error));
      else for (const one of batch) await this.writeBatch([one]);
    }
  }

  private async persist(marks: readonly EmailMark[]): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.messages.mark(marks, this.clock.now());
      } catch (error) {
        if (attempt === TRIES || !isDatabaseDown(error)) throw error;
        await sleep(backoffDelay(attempt, RETRY, Math.random()));
      }
    }
  }

  private tell({ kind, message, error }: EmailMark): void {
    this.finished.inc({ outcome: kind });
    if (kind === 'failed') this.logger.error({ message: 'mail failed', id: message.id, template: message.template, error });
  }
}
