import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Injectable, Logger } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { Config } from '../config/config.js';
import { RouteTable } from '../http/route-table.js';
import { routeOf } from '../logging/request-log.js';
import { Metrics } from '../metrics/metrics.js';
import { DomainError } from './domain-error.js';
import { ErrorReports } from './error-reports.js';
import { statusOf } from './error-registry.js';
import { toDomainError, toProblem } from './problem.js';

const RETRY_AFTER_SECONDS = 2;

/** The one way an error leaves: problem+json with a stable code and the trace id, never a stack or a message from the inside. */
@Catch()
@Injectable()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);
  private readonly refusals;

  constructor(
    private readonly config: Config,
    private readonly routes: RouteTable,
    private readonly reports: ErrorReports,
    metrics: Metrics,
  ) {
    this.refusals = metrics.counter('orbis_http_refusals_total', 'Answers that are problems, by code', ['code', 'status']);
  }

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    this.send(error, request, reply);
  }

  /** Also used as Fastify's own error handler, for what fails before Nest is reached. */
  send(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const refusal = this.refusalOf(error, request, reply);
    const status = statusOf(refusal.code);
    this.refusals.inc({ code: refusal.code, status: String(status) });
    if (status >= 500) this.raise(error, refusal, request);
    this.sayWhenToTryAgain(refusal, status, reply);
    if (status === 401) void reply.header('www-authenticate', 'Bearer');
    if (reply.sent) return;
    void reply
      .status(status)
      .header('cache-control', 'no-store')
      .type('application/problem+json; charset=utf-8')
      .send(JSON.stringify(toProblem(refusal, request.id, `${this.config.http.publicUrl}/api/docs/errors`)));
  }

  private raise(error: unknown, { code }: DomainError, request: FastifyRequest): void {
    this.logger.error({ traceId: request.id, code, error });
    this.reports.report({ error, code, origin: 'request', place: `${request.method} ${routeOf(request)}`, traceId: request.id });
  }

  private sayWhenToTryAgain(refusal: DomainError, status: number, reply: FastifyReply): void {
    if ((status !== 503 && status !== 429) || reply.hasHeader('retry-after')) return;
    const { retryAfterSeconds } = refusal.params;
    const isKnown = typeof retryAfterSeconds === 'number';
    if (isKnown || status === 503) void reply.header('retry-after', String(isKnown ? retryAfterSeconds : RETRY_AFTER_SECONDS));
  }

  private refusalOf(error: unknown, request: FastifyRequest, reply: FastifyReply): DomainError {
    if (error instanceof HttpException && error.getStatus() === 404) {
      const methods = this.routes.methodsOf(request.url.split('?')[0] ?? '');
      if (methods.length > 0 && !methods.includes(request.method)) {
        void reply.header('allow', methods.join(', '));
        return new DomainError('request.method_not_allowed', { method: request.method });
      }
    }
    return toDomainError(error);
  }
}
