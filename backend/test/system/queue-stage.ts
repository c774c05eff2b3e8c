import { Config } from '../../src/platform/config/config.js';
import { newId } from '../../src/platform/database/ids.js';
import { JobRunner } from '../../src/platform/queues/job-runner.js';
import { connectQueues, type QueueConnection, type WorkerHandle } from '../../src/platform/queues/queue-connection.js';
import { QueueHandles } from '../../src/platform/queues/queue-handles.js';
import { workerSettings } from '../../src/platform/queues/queue-settings.js';
import type { TestApp } from '../harness/app.js';
import { eventually } from '../harness/wait.js';

export const QUEUE = 'maintenance';
export const FAILS_OF = 'no letter for ada@example.com, password=hunter2';

/** One worker on the real queue, whose jobs fail until `isMended`. */
export class QueueStage {
  readonly runs: string[] = [];
  isMended = false;
  private readonly connection: QueueConnection;
  private readonly worker: WorkerHandle;

  constructor(private readonly app: TestApp) {
    this.connection = connectQueues(app.get(Config), 'worker');
    this.worker = this.connection.worker(
      QUEUE,
      async (job) => {
        // a parked job is the runner's business, as in the real worker
        if (job.data.parked) return this.app.get(JobRunner).run(job.name, job.data, { id: job.id ?? '', attempt: 1 });
        this.runs.push(job.id ?? '');
        if (!this.isMended) throw new Error(FAILS_OF);
        return null;
      },
      { ...workerSettings, concurrency: 4 },
    );
  }

  /** Dead letters: jobs whose only try failed. */
  async failed(count: number, { name = 'spec-letter', payload = {} }: { name?: string; payload?: Record<string, string> } = {}) {
    const ids = Array.from({ length: count }, () => `spec-${newId()}`);
    const job = (jobId: string) => ({
      name,
      data: { payload: { to: 'ada@example.com', letterId: jobId, ...payload }, traceId: 'trace-1' },
      opts: { jobId, attempts: 1, removeOnComplete: { age: 3_600 }, removeOnFail: { age: 3_600 } },
    });
    await this.handle.addBulk(ids.map(job));
    await this.until('failed', ids);
    return ids;
  }

  /** What a process leaves that dies before it has taken the job out. @returns under which id it is kept */
  async halfDiscarded(jobId: string): Promise<string> {
    const id = newId();
    await this.app.owner.query(
      `insert into discarded_jobs (id, queue, job_id, name, data, options, attempts, enqueued_at, discarded_at, discarded_by, reason)
       values ($1, $2, $3, 'spec-letter', '{}', '{}', 1, now(), now(), $1, 'the first time')`,
      [id, QUEUE, jobId],
    );
    return id;
  }

  async until(state: string, ids: readonly string[]): Promise<void> {
    await eventually(
      `all jobs ${state}`,
      async () => (await Promise.all(ids.map((id) => this.stateOf(id)))).every((one) => one === state),
      20_000,
    );
  }

  async stateOf(id: string): Promise<string> {
    const job = await this.handle.getJob(id);
    return job ? job.getState() : 'gone';
  }

  timesRun = (id: string): number => this.runs.filter((one) => one === id).length;

  async close(): Promise<void> {
    await this.worker.close();
    await this.connection.close();
  }

  get handle() {
    return this.app.get(QueueHandles).of(QUEUE);
  }
}
