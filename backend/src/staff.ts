import 'reflect-metadata';
import { hostname, userInfo } from 'node:os';
import { parseArgs } from 'node:util';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { applicationImports } from './app.module.js';
import { StaffCommands } from './modules/admin/index.js';
import { readSettings } from './platform/config/settings.js';
import { DomainError } from './platform/errors/domain-error.js';
import { createLogger } from './platform/logging/logger.js';
import { NestLogger } from './platform/logging/nest-logger.js';
import { startOrExit } from './start-or-exit.js';

const USAGE = 'staff grant|revoke --email <address> --reason <at least ten characters>';
const REASON_MIN = 10;
const OPTIONS = { email: { type: 'string' }, reason: { type: 'string' } } as const;

@Module({})
class CommandModule {}

/**
 * Break-glass: makes somebody staff, or staff no more, without a second person. Recorded with the machine's user, and mailed to all staff. Exits
 * with 1 when it is refused.
 */
await startOrExit('staff', async () => {
  const { isAdmin, email, reason } = argumentsOf(process.argv.slice(2));
  const settings = readSettings(process.env);
  const module = { module: CommandModule, imports: applicationImports(settings) };
  const app = await NestFactory.createApplicationContext(module, { bufferLogs: true, abortOnError: false });
  app.useLogger(new NestLogger(createLogger({ ...settings.log, level: 'warn' }, 'worker')));
  try {
    const by = `command line (${userInfo().username}@${hostname()})`;
    const name = await app.get(StaffCommands, { strict: false }).run({ email, isAdmin, reason, by });
    process.stdout.write(`${name} <${email}> is ${isAdmin ? 'staff now' : 'staff no more'}.\n`);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    process.stderr.write(`refused: ${error.code}\n`);
    process.exitCode = 1;
  } finally {
    await app.close();
  }
});

function argumentsOf(argv: readonly string[]): { isAdmin: boolean; email: string; reason: string } {
  const { values, positionals } = parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true });
  const [deed] = positionals;
  const reason = values.reason?.trim() ?? '';
  if ((deed !== 'grant' && deed !== 'revoke') || !values.email || reason.length < REASON_MIN) throw new Error(`usage: ${USAGE}`);
  return { isAdmin: deed === 'grant', email: values.email, reason };
}
