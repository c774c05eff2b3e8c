import { Module } from '@nestjs/common';
import { HttpMetrics } from './http-metrics.js';
import { MetricsRoute } from './metrics-route.js';

/** Figures of the HTTP server and the route that tells all of them; in the API process. */
@Module({ providers: [HttpMetrics, MetricsRoute] })
export class HttpMetricsModule {}
