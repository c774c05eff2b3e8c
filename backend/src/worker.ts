import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { readSettings } from './platform/config/settings.js';
import { createLogger } from './platform/logging/logger.js';
import { NestLogger } from './platform/logging/nest-logger.js';
import { shutDownGracefully } from './platform/shutdown/graceful-shutdown.js';
import { startOrExit } from './start-or-exit.js';
import { WorkerModule } from './worker.module.js';

/** The worker process: queues, schedules, the outbox relay. */
await startOrExit('worker', async () => {
  const settings = readSettings(process.env);
  const app = await NestFactory.createApplicationContext(WorkerModule.forRoot(settings), { bufferLogs: true, abortOnError: false });
  app.useLogger(new NestLogger(createLogger(settings.log, 'worker')));
  shutDownGracefully(app);
});
