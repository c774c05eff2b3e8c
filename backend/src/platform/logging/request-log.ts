import { type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify';
import { type Logger } from 'pino';
import '../access/current-actor.js';
import { requestIdOf } from './request-id.js';
import { runInTrace } from './trace-context.js';

/** What Fastify needs to know of the log; spread into the adapter's options. */
export const fastifyLogging = (logger: Logger): Record<string, unknown> => ({
  loggerInstance: logger,
  logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'traceId' }),
  requestIdHeader: false,
  genReqId: requestIdOf,
});

/** Health probes and scrapes come every few seconds; their success is no news. */
const QUIET = /^\/api\/(health|metrics)(\/|$)/;

/**
 * Puts every request under its trace id and writes one line about it. The line says the route's pattern, never the URL: paths and queries
 * carry ids, addresses and one-time tokens.
 */
export function registerRequestLog(instance: FastifyInstance, logger: Logger): void {
  instance.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    runInTrace(request.id, done);
  });
  // reading a body ends in the socket's context, so the trace is entered again before handlers run
  instance.addHook('preValidation', (request, _reply, done) => runInTrace(request.id, done));
  instance.addHook('onResponse', (request, reply, done) => {
    const isQuiet = reply.statusCode < 400 && QUIET.test(routeOf(request));
    logger[isQuiet ? 'debug' : 'info'](requestFields(request, reply), `${request.method} ${routeOf(request)} ${reply.statusCode}`);
    done();
  });
}

/** The pattern of the matched route, the same for all its URLs. */
export const routeOf = (request: FastifyRequest): string => request.routeOptions.url ?? 'unmatched';

function requestFields(request: FastifyRequest, reply: FastifyReply): Record<string, unknown> {
  const { actor } = request;
  return {
    context: 'http',
    traceId: request.id,
    method: request.method,
    route: routeOf(request),
    status: reply.statusCode,
    ms: Math.round(reply.elapsedTime * 10) / 10,
    ...(actor && { tenantId: actor.tenantId, actor: actor.isStaff ? 'staff' : actor.kind }),
  };
}
