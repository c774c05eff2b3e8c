import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { BullJobQueue } from './bull-job-queue.js';
import { JobQueue } from './job-queue.js';
import { JobRegistry } from './job-registry.js';
import { JobRunner } from './job-runner.js';
import { QueueHandles } from './queue-handles.js';
import { QueueMetrics } from './queue-metrics.js';
import { SynchronousJobQueue } from './synchronous-job-queue.js';

export type QueueDriver = 'bullmq' | 'synchronous';

/** Which driver carries the jobs; tests override it with `synchronous`. */
export const QUEUE_DRIVER = Symbol('queue driver');

/** Handing work over, in every process. The workers are `WorkersModule`. */
@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [
    { provide: QUEUE_DRIVER, useValue: 'bullmq' satisfies QueueDriver },
    JobRegistry,
    JobRunner,
    QueueHandles,
    {
      provide: JobQueue,
      inject: [QUEUE_DRIVER, QueueHandles, JobRunner],
      useFactory: (driver: QueueDriver, handles: QueueHandles, runner: JobRunner): JobQueue =>
        driver === 'synchronous' ? new SynchronousJobQueue(runner) : new BullJobQueue(handles),
    },
    QueueMetrics,
  ],
  exports: [JobQueue, JobRunner, JobRegistry, QueueHandles],
})
export class QueuesModule {}
