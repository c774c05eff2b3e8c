import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Metrics } from '../metrics/metrics.js';
import { JobQueue } from './job-queue.js';

/** Depth of each queue by state. */
@Injectable()
export class QueueMetrics implements OnModuleInit {
  constructor(
    private readonly metrics: Metrics,
    private readonly queue: JobQueue,
  ) {}

  onModuleInit(): void {
    this.metrics.gauge('orbis_queue_jobs', 'Jobs by queue and state', ['queue', 'state'], async () =>
      Object.entries(await this.queue.counts()).flatMap(([queue, counts]) =>
        Object.entries(counts).map(([state, value]: [string, number]) => ({ labels: { queue, state }, value })),
      ),
    );
  }
}
