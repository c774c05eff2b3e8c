import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { routeOf } from '../logging/request-log.js';
import { httpServerOf } from '../web/http-server.js';
import { LATENCY_BOUNDS } from './latency-bounds.js';
import { Metrics } from './metrics.js';

const MS_PER_SECOND = 1_000;

/** Time and status of every answer, by the route's pattern: a URL in a label would make a time series of every id. */
@Injectable()
export class HttpMetrics implements OnModuleInit {
  constructor(
    private readonly adapterHost: HttpAdapterHost,
    private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    const duration = this.metrics.histogram('orbis_http_request_seconds', 'Time to answer', ['method', 'route', 'status'], LATENCY_BOUNDS);
    httpServerOf(this.adapterHost).addHook('onResponse', (request, reply, done) => {
      // a stream of events lasts as long as somebody listens: that is no time to answer
      if (String(reply.getHeader('content-type')).startsWith('text/event-stream')) return done();
      duration.observe(
        { method: request.method, route: routeOf(request), status: String(reply.statusCode) },
        reply.elapsedTime / MS_PER_SECOND,
      );
      done();
    });
  }
}
