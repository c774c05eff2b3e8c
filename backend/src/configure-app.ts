import { type FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Logger } from 'pino';
import { openApiDocument } from './openapi.js';
import { Config } from './platform/config/config.js';
import { type Settings } from './platform/config/settings.js';
import { fastifyAdapter, noteRoutes } from './platform/http/fastify-adapter.js';
import { GatewayRoutes } from './platform/http/gateway-routes.js';
import { RouteTable } from './platform/http/route-table.js';
import { endSilentConnections } from './platform/http/silent-connections.js';
import { createLogger } from './platform/logging/logger.js';
import { fastifyLogging, registerRequestLog } from './platform/logging/request-log.js';
import { registerHttpPlugins } from './platform/web/http-plugins.js';
import { OpenApiHolder } from './platform/web/open-api-holder.js';

/** The HTTP server of the API, logging to `logger` (a new one of these settings unless told). */
export const httpAdapter = (settings: Settings, logger: Logger = createLogger(settings.log, 'api')): FastifyAdapter =>
  fastifyAdapter(settings, fastifyLogging(logger));

/**
 * Everything between creating the API and listening: plugins and hooks before the routes exist, then the routes, then their description.
 * Tests take the same way, so what they see is what is served.
 */
export async function configureApp(app: NestFastifyApplication): Promise<void> {
  const instance = app.getHttpAdapter().getInstance();
  const config = app.get(Config);
  endSilentConnections(instance);
  noteRoutes(instance, app.get(RouteTable));
  registerRequestLog(instance, createLogger(config.log, 'api'));
  await app.get(GatewayRoutes, { strict: false }).register(instance);
  await registerHttpPlugins(instance, config.http);
  app.setGlobalPrefix('api');
  await app.init();
  app.get(OpenApiHolder, { strict: false }).describeWith(() => openApiDocument(app));
  await instance.ready();
}
