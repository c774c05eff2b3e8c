import { Injectable } from '@nestjs/common';
import type { QueueName } from '@orbisvoice/shared-dto/values';
import { BoundedQueue } from '../../../platform/crypto/bounded-queue.js';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';

/** A dead letter as it was when it was taken out. */
export interface NewDiscardedJob {
  readonly id: string;
  readonly queue: QueueName;
  readonly jobId: string;
  readonly name: string;
  readonly data: object;
  readonly options: object;
  readonly attempts: number;
  readonly error: string | null;
  readonly enqueuedAt: Date;
  readonly failedAt: Date | null;
  readonly discardedAt: Date;
  readonly discardedBy: string;
  readonly reason: string;
}

export interface DiscardedJobRow extends NewDiscardedJob {
  readonly discardedByName: string | null;
}

const COLUMNS = `d.id, d.queue, d.job_id as "jobId", d.name, d.data, d.options, d.attempts, d.error, d.enqueued_at as "enqueuedAt",
  d.failed_at as "failedAt", d.discarded_at as "discardedAt", d.discarded_by as "discardedBy", d.reason, u.name as "discardedByName"`;
const FROM = 'from discarded_jobs d left join users u on u.id = d.discarded_by';

/** Two numbers from a queue and a job, for an advisory lock. */
const LOCK = 'select pg_advisory_xact_lock(hashtext($1), hashtext($2))';

/** Dead letters that staff took out of the queues. */
@Injectable()
export class AllTenantsDiscardedJobRepository {
  /** Whoever holds a lock holds a connection and needs a second one: a few at a time, or they wait for each other's. */
  private readonly turns = new BoundedQueue({ concurrency: 3, capacity: 1_000, deadlineMs: 30_000 });

  constructor(private readonly database: PlatformDatabase) {}

  /**
   * Does something with a job while nobody else of staff can: the queue knows no transaction, and between looking at a job and acting on it
   * somebody could retry what is being discarded.
   * @throws QueueFull when too many wait
   */
  alone<T>(queue: QueueName, jobId: string, work: () => Promise<T>): Promise<T> {
    return this.turns.run(() =>
      this.database.transaction(async (client) => {
        await client.query(LOCK, [queue, jobId]);
        return work();
      }),
    );
  }

  /**
   * One that is already there was left by a process that died before it took the job out: the new reason counts.
   * @returns the id it is kept under, which is the older one then
   */
  async keep(job: NewDiscardedJob): Promise<string> {
    const { id, queue, jobId, name, data, options, attempts, error, enqueuedAt, failedAt, discardedAt, discardedBy, reason } = job;
    const [row] = await this.database.query<{ id: string }>({
      text: `insert into discarded_jobs
               (id, queue, job_id, name, data, options, attempts, error, enqueued_at, failed_at, discarded_at, discarded_by, reason)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
             on conflict (queue, job_id) do update set data = excluded.data, options = excluded.options, attempts = excluded.attempts,
               error = excluded.error, failed_at = excluded.failed_at, discarded_at = excluded.discarded_at,
               discarded_by = excluded.discarded_by, reason = excluded.reason
             returning id`,
      values: [id, queue, jobId, name, data, options, attempts, error, enqueuedAt, failedAt, discardedAt, discardedBy, reason],
    });
    return row?.id ?? id;
  }

  async find(queue: QueueName, id: string): Promise<DiscardedJobRow | null> {
    const [row] = await this.database.query<DiscardedJobRow>({
      text: `select ${COLUMNS} ${FROM} where d.queue = $1 and d.id = $2`,
      values: [queue, id],
    });
    return row ?? null;
  }

  /** Newest first. */
  page(queue: QueueName, { limit, offset }: { readonly limit: number; readonly offset: number }): Promise<DiscardedJobRow[]> {
    return this.database.query<DiscardedJobRow>({
      text: `select ${COLUMNS} ${FROM} where d.queue = $1 order by d.discarded_at desc, d.id desc limit $2 offset $3`,
      values: [queue, limit, offset],
    });
  }

  async counts(): Promise<ReadonlyMap<string, number>> {
    const rows = await this.database.query<{ queue: string; count: number }>({
      name: 'queues.discarded',
      text: 'select queue, count(*)::int as count from discarded_jobs group by queue',
    });
    return new Map(rows.map(({ queue, count }) => [queue, count]));
  }

  async remove(id: string): Promise<void> {
    await this.database.query({ text: 'delete from discarded_jobs where id = $1', values: [id] });
  }

  async purge(before: Date): Promise<void> {
    await this.database.query({ text: 'delete from discarded_jobs where discarded_at < $1', values: [before] });
  }
}
