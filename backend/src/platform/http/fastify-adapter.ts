import { FastifyAdapter } from '@nestjs/platform-fastify';
import { LIMITS } from '@orbisvoice/shared-dto/values';
import { type FastifyInstance, type FastifyReply, type FastifyRequest, type RouteHandlerMethod } from 'fastify';
import { type Access, ACCESS } from '../access/access.metadata.js';
import { type Settings } from '../config/settings.js';
import { DomainError } from '../errors/domain-error.js';
import { toDomainError, toProblem } from '../errors/problem.js';
import { API_POLICY } from '../web/csp.js';
import { readForms } from './forms.js';
import { isTooElaborate } from './json-shape.js';
import { type RouteTable } from './route-table.js';

/**
 * Reads JSON and nothing else, but for the routes that declare forms (`AcceptsForm`). Nest adds forms and Fastify plain text; a page of
 * another site could post either without a preflight (ASVS 3.5.1), and a form field is always a string.
 */
class JsonAdapter extends FastifyAdapter {
  override registerParserMiddleware(prefix?: string): void {
    const instance = this.getInstance<FastifyInstance>();
    const parse = instance.getDefaultJsonParser('error', 'error');
    this.useBodyParser('application/json', false, { bodyLimit: LIMITS.bodyBytesMax }, (request, body, done) => {
      if (isTooElaborate(body)) done(new DomainError('request.too_large'), undefined);
      else void parse(request, body.toString('utf8'), done);
    });
    super.registerParserMiddleware(prefix, false);
    instance.removeContentTypeParser(['text/plain', 'application/x-www-form-urlencoded']);
    readForms(instance);
  }

  /** Leaves the routes of other systems to `GatewayRoutes`, which has registered them by now. */
  override post(path: string, handler: RouteHandlerMethod): ReturnType<FastifyAdapter['post']> {
    const access = Reflect.getMetadata(ACCESS, handler) as Access | undefined;
    return access?.kind === 'gateway' ? this.getInstance<FastifyInstance>() : super.post(path, handler);
  }
}

/** Refusals of the router itself, before any hook runs: a path that is not UTF-8 behind its percent signs. */
const routerProblem =
  (docsUrl: string) =>
  (error: unknown, request: FastifyRequest, reply: FastifyReply): void => {
    const problem = toProblem(toDomainError(error), request.id, docsUrl);
    void reply
      .status(problem.status)
      .headers({
        'x-request-id': request.id,
        'cache-control': 'no-store',
        'content-security-policy': API_POLICY,
        'x-content-type-options': 'nosniff',
      })
      .type('application/problem+json; charset=utf-8')
      .send(JSON.stringify(problem));
  };

/** The HTTP server: bodies bounded, proxies trusted by list only, prototype poisoning refused. */
export function fastifyAdapter(settings: Settings, logging: Record<string, unknown>): FastifyAdapter {
  const { trustProxy } = settings.http;
  return new JsonAdapter({
    bodyLimit: LIMITS.bodyBytesMax,
    trustProxy: trustProxy.length > 0 ? trustProxy : false,
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    routerOptions: { maxParamLength: 300 },
    frameworkErrors: routerProblem(`${settings.http.publicUrl}/api/docs/errors`),
    ...logging,
  });
}

/** Lets the route table see every route as it is registered; call before the application initialises. */
export function noteRoutes(instance: FastifyInstance, table: RouteTable): void {
  instance.addHook('onRoute', (route) => {
    table.add(route.method, route.url);
  });
}
