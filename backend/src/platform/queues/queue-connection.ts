import { Logger } from '@nestjs/common';
import { createPostgresBackend, type Job, Queue, type QueueOptions, withBackend, Worker, type WorkerOptions } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import { type Config } from '../config/config.js';
import { type QueueName } from './job.js';
import { type JobEnvelope } from './job-runner.js';

export type QueuedJob = Job<JobEnvelope, unknown>;

/** The part of a BullMQ queue we use, the same on both backends. */
export type QueueHandle = Pick<
  Queue<JobEnvelope, unknown>,
  | 'addBulk'
  | 'close'
  | 'getJob'
  | 'getJobCounts'
  | 'getJobs'
  | 'getJobSchedulers'
  | 'isPaused'
  | 'pause'
  | 'removeJobScheduler'
  | 'resume'
  | 'upsertJobScheduler'
  | 'waitUntilReady'
>;
/** The part of a BullMQ worker we use. */
export interface WorkerHandle {
  waitUntilReady(): Promise<unknown>;
  close(force?: boolean): Promise<void>;
}
export type JobProcessor = (job: Job<JobEnvelope, unknown>) => Promise<unknown>;
type Options<O> = Omit<O, 'connection'>;

/** Where the jobs are: one connection (a pool on PostgreSQL) shared by every queue or every worker of the process. */
export interface QueueConnection {
  queue(name: QueueName, options: Options<QueueOptions>): QueueHandle;
  worker(name: QueueName, processor: JobProcessor, options: Options<WorkerOptions>): WorkerHandle;
  close(): Promise<void>;
}

const postgres = withBackend(createPostgresBackend);

type Purpose = 'producer' | 'worker';
const POOL_SIZE: Readonly<Record<Purpose, number>> = { producer: 6, worker: 14 };

/** BullMQ on Redis when REDIS_URL is set, otherwise in schema `bullmq` of our PostgreSQL. */
export function connectQueues(config: Config, purpose: Purpose): QueueConnection {
  const logger = new Logger(`queue ${purpose}`);
  const onError = (error: Error): void => logger.warn(error.message);
  return config.redis.url ? onRedis(config.redis.url, purpose, onError) : onPostgres(config.database.platformUrl, purpose, onError);
}

function onPostgres(connectionString: string, purpose: Purpose, onError: (error: Error) => void): QueueConnection {
  // A worker's own bookkeeping need not wait for the disk: the log is written in order, so whatever a crash takes from the queue (a finished
  // job, one enqueued by a handler) it takes from the end, and the job runs again. Producers wait: after their answer the job must be there.
  const durability = purpose === 'worker' ? ' -c synchronous_commit=off' : '';
  const pool = new pg.Pool({
    connectionString,
    max: POOL_SIZE[purpose],
    keepAlive: true,
    connectionTimeoutMillis: 5_000,
    options: `-c search_path=bullmq${durability}`,
    application_name: `orbisvoice-queue-${purpose}`,
  });
  // every queue and worker adds its own listener to the shared pool
  pool.setMaxListeners(0);
  pool.on('error', onError);
  return {
    queue: (name, options) => watched(new postgres.Queue<JobEnvelope, unknown>(name, { ...options, connection: pool }), onError),
    worker: (name, processor, options) =>
      watched(new postgres.Worker<JobEnvelope, unknown>(name, processor, { ...options, connection: pool }), onError),
    close: () => pool.end(),
  };
}

function onRedis(url: string, purpose: Purpose, onError: (error: Error) => void): QueueConnection {
  // a producer fails at once while Redis is away (the outbox keeps the event); a worker waits for it to come back
  const connection = new Redis(url, { maxRetriesPerRequest: null, enableOfflineQueue: purpose === 'worker' });
  connection.on('error', onError);
  return {
    queue: (name, options) => watched(new Queue<JobEnvelope, unknown>(name, { ...options, connection }), onError),
    worker: (name, processor, options) => watched(new Worker<JobEnvelope, unknown>(name, processor, { ...options, connection }), onError),
    close: async () => {
      connection.disconnect();
    },
  };
}

/** Without a listener, an 'error' event would end the process. */
function watched<T extends { on(event: 'error', listener: (error: Error) => void): unknown }>(
  source: T,
  onError: (error: Error) => void,
): T {
  source.on('error', onError);
  return source;
}
