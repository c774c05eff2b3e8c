import { Global, Module } from '@nestjs/common';
import { HttpMetrics } from './http-metrics.js';
import { Metrics } from './metrics.js';
import { MetricsRoute } from './metrics-route.js';
import { ProcessMetrics } from './process-metrics.js';

/** The figures of the process, in every process; those of HTTP and the route that tells them where there is a server. */
@Global()
@Module({ providers: [Metrics, ProcessMetrics, HttpMetrics, MetricsRoute], exports: [Metrics] })
export class MetricsModule {}
