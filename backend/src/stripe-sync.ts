import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { applicationImports } from './app.module.js';
import { BillingCatalogue, formatChanges } from './modules/billing/index.js';
import { readSettings } from './platform/config/settings.js';
import { createLogger } from './platform/logging/logger.js';
import { NestLogger } from './platform/logging/nest-logger.js';
import { startOrExit } from './start-or-exit.js';

const OPTIONS = { 'dry-run': { type: 'boolean', default: false }, check: { type: 'boolean', default: false } } as const;
/** `--check` found a difference. */
const DIFFERENT = 2;

@Module({})
class CommandModule {}

/**
 * Carries the price list to the configured Stripe account: products and prices by lookup key, with a list of what was done. Safe to run
 * again. `--dry-run` says what it would do; `--check` does the same and exits with 2 when there is something to do.
 */
await startOrExit('stripe-sync', async () => {
  const { values } = parseArgs({ options: OPTIONS });
  const settings = readSettings(process.env);
  const module = { module: CommandModule, imports: applicationImports(settings) };
  const app = await NestFactory.createApplicationContext(module, { bufferLogs: true, abortOnError: false });
  // the list is the output; what the start of the application says would bury it
  app.useLogger(new NestLogger(createLogger({ ...settings.log, level: 'warn' }, 'worker')));
  try {
    const isLook = values['dry-run'] || values.check;
    const changes = await app.get(BillingCatalogue, { strict: false }).sync(isLook ? 'look' : 'write');
    const isDifferent = changes.some(({ outcome }) => outcome !== 'unchanged');
    process.stdout.write(formatChanges(changes));
    process.stdout.write(isLook ? 'Nothing was written.\n' : 'The price list is in Stripe.\n');
    if (values.check && isDifferent) process.exitCode = DIFFERENT;
  } finally {
    await app.close();
  }
});
