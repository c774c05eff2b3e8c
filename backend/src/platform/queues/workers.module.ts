import { Module } from '@nestjs/common';
import { QueueWorkers } from './queue-workers.js';

/** Works on the queues: imported by the worker process only. */
@Module({ providers: [QueueWorkers] })
export class WorkersModule {}
