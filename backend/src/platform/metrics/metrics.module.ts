import { Global, Module } from '@nestjs/common';
import { Metrics } from './metrics.js';
import { ProcessMetrics } from './process-metrics.js';

/** The figures of the process, in every process. */
@Global()
@Module({ providers: [Metrics, ProcessMetrics], exports: [Metrics] })
export class MetricsModule {}
