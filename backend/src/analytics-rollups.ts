import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { applicationImports } from './app.module.js';
import { PlatformHours, Rollups } from './modules/analytics/index.js';
import { readSettings } from './platform/config/settings.js';
import { createLogger } from './platform/logging/logger.js';
import { NestLogger } from './platform/logging/nest-logger.js';
import { startOrExit } from './start-or-exit.js';

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
const say = (line: string): boolean => process.stdout.write(`${line}\n`);

@Module({})
class CommandModule {}

/** Makes roll-ups anew: those of one tenant, or of all and the hours of the platform. */
async function rebuild(rollups: Rollups, hours: PlatformHours, tenantId: string | null): Promise<void> {
  const count = await rollups.rebuild(tenantId);
  if (tenantId !== null && count === 0) throw new Error(`there is no tenant ${tenantId}`);
  if (tenantId === null) await hours.rebuild();
  say(`Made the roll-ups of ${count} ${count === 1 ? 'workspace' : 'workspaces'} anew.`);
}

/** Holds roll-ups against their rows. What differs is named, set right, and ends the command with status 1. */
async function check(rollups: Rollups, hours: PlatformHours, tenantId: string | null): Promise<void> {
  const { tenants, wrong } = await rollups.check(tenantId);
  if (tenantId !== null && tenants === 0) throw new Error(`there is no tenant ${tenantId}`);
  for (const { tenantId: id, cells } of wrong) say(`${id}: ${cells} of its cells differed from their rows.`);
  const platform = tenantId === null ? await hours.check() : 0;
  if (platform > 0) say(`${platform} hours of the platform differed from their rows.`);
  if (wrong.length === 0 && platform === 0)
    return void say(`Every cell of ${tenants} ${tenants === 1 ? 'workspace' : 'workspaces'} is what its rows say.`);
  process.exitCode = 1;
  await rollups.finish();
  say('They were set right.');
}

const COMMANDS = { rebuild, check } as const;

/** `analytics:rebuild` and `analytics:check`, both with `--tenant <id>` for one workspace. */
await startOrExit('analytics', async () => {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { tenant: { type: 'string' } } });
  const [name] = positionals;
  if (name !== 'rebuild' && name !== 'check') throw new Error('say rebuild or check');
  const { tenant = null } = values;
  if (tenant !== null && !UUID.test(tenant)) throw new Error('--tenant wants the id of a workspace');
  const settings = readSettings(process.env);
  const module = { module: CommandModule, imports: applicationImports(settings) };
  const app = await NestFactory.createApplicationContext(module, { bufferLogs: true, abortOnError: false });
  app.useLogger(new NestLogger(createLogger({ ...settings.log, level: 'warn' }, 'worker')));
  try {
    await COMMANDS[name](app.get(Rollups, { strict: false }), app.get(PlatformHours, { strict: false }), tenant);
  } finally {
    await app.close();
  }
});
