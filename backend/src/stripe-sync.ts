import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { applicationImports } from './app.module.js';
import { BillingCatalogue } from './modules/billing/index.js';
import { readSettings } from './platform/config/settings.js';
import { createLogger } from './platform/logging/logger.js';
import { NestLogger } from './platform/logging/nest-logger.js';
import { startOrExit } from './start-or-exit.js';

@Module({})
class CommandModule {}

/** Carries the price list to the configured Stripe account: products and prices by lookup key. Safe to run again. */
await startOrExit('stripe-sync', async () => {
  const settings = readSettings(process.env);
  const module = { module: CommandModule, imports: applicationImports(settings) };
  const app = await NestFactory.createApplicationContext(module, { bufferLogs: true, abortOnError: false });
  app.useLogger(new NestLogger(createLogger(settings.log, 'worker')));
  try {
    await app.get(BillingCatalogue, { strict: false }).sync();
    process.stdout.write('The price list is in Stripe.\n');
  } finally {
    await app.close();
  }
});
