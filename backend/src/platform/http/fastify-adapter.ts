import { FastifyAdapter } from '@nestjs/platform-fastify';
import { LIMITS } from '@orbisvoice/shared-dto/values';
import { type FastifyInstance } from 'fastify';
import { type Settings } from '../config/settings.js';
import { type RouteTable } from './route-table.js';

/**
 * Reads JSON and nothing else. Nest adds forms and Fastify plain text; a page of another site could post either without a preflight
 * (ASVS 3.5.1), and a form field is always a string.
 */
class JsonAdapter extends FastifyAdapter {
  override registerParserMiddleware(prefix?: string, rawBody?: boolean): void {
    super.registerParserMiddleware(prefix, rawBody);
    this.getInstance().removeContentTypeParser(['text/plain', 'application/x-www-form-urlencoded']);
  }
}

/** The HTTP server: bodies bounded, proxies trusted by list only, prototype poisoning refused. */
export function fastifyAdapter(settings: Settings, logging: Record<string, unknown>): FastifyAdapter {
  const { trustProxy } = settings.http;
  return new JsonAdapter({
    bodyLimit: LIMITS.bodyBytesMax,
    trustProxy: trustProxy.length > 0 ? trustProxy : false,
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    routerOptions: { maxParamLength: 300 },
    ...logging,
  });
}

/** Lets the route table see every route as it is registered; call before the application initialises. */
export function noteRoutes(instance: FastifyInstance, table: RouteTable): void {
  instance.addHook('onRoute', (route) => {
    table.add(route.method, route.url);
  });
}
