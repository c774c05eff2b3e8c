import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import { configureApp, httpAdapter } from './configure-app.js';
import { readSettings } from './platform/config/settings.js';
import { createLogger } from './platform/logging/logger.js';
import { NestLogger } from './platform/logging/nest-logger.js';
import { shutDownGracefully } from './platform/shutdown/graceful-shutdown.js';
import { OpenApiHolder } from './platform/web/open-api-holder.js';
import { startOrExit } from './start-or-exit.js';

/** The API process. */
await startOrExit('api', async () => {
  const settings = readSettings(process.env);
  const logger = createLogger(settings.log, 'api');
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.forRoot(settings), httpAdapter(settings, logger), {
    bufferLogs: true,
    abortOnError: false,
  });
  app.useLogger(new NestLogger(logger));
  await configureApp(app);
  // made before the port opens, or it would be the first reader's time and everybody's standstill
  app.get(OpenApiHolder, { strict: false }).text();
  shutDownGracefully(app);
  await app.listen(settings.http.port, settings.http.host);
});
