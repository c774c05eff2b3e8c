import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { applicationImports } from './app.module.js';
import { PlatformHours } from './modules/analytics/index.js';
import { readSettings } from './platform/config/settings.js';
import { createLogger } from './platform/logging/logger.js';
import { NestLogger } from './platform/logging/nest-logger.js';
import { startOrExit } from './start-or-exit.js';

const OPTIONS = { rebuild: { type: 'boolean', default: false } } as const;

@Module({})
class CommandModule {}

/** Holds the hours behind the overview against the conversations they count and sets right what differs; `--rebuild` makes all of them anew. */
await startOrExit('platform-hours', async () => {
  const { values } = parseArgs({ options: OPTIONS });
  const settings = readSettings(process.env);
  const module = { module: CommandModule, imports: applicationImports(settings) };
  const app = await NestFactory.createApplicationContext(module, { bufferLogs: true, abortOnError: false });
  app.useLogger(new NestLogger(createLogger({ ...settings.log, level: 'warn' }, 'worker')));
  try {
    const hours = app.get(PlatformHours, { strict: false });
    if (values.rebuild) await hours.rebuild();
    else process.stdout.write(`${await hours.check()} hours differed and were set right.\n`);
    const { rolledUntil } = await hours.state();
    process.stdout.write(`Hours are closed until ${rolledUntil?.toISOString() ?? 'nowhere yet'}.\n`);
  } finally {
    await app.close();
  }
});
