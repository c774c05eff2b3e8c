import { FastifyAdapter } from '@nestjs/platform-fastify';
import { LIMITS } from '@orbisvoice/shared-dto/values';
import { type FastifyInstance } from 'fastify';
import { type Settings } from '../config/settings.js';
import { type RouteTable } from './route-table.js';

/** The HTTP server: bodies bounded, proxies trusted by list only, prototype poisoning refused. */
export function fastifyAdapter(settings: Settings, logging: Record<string, unknown>): FastifyAdapter {
  const { trustProxy } = settings.http;
  return new FastifyAdapter({
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
