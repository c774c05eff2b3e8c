import 'reflect-metadata';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { applicationImports } from './app.module.js';
import { AuditVerifier, type SignedHead, type VerifyResult } from './modules/audit/index.js';
import { readSettings } from './platform/config/settings.js';
import { createLogger } from './platform/logging/logger.js';
import { NestLogger } from './platform/logging/nest-logger.js';
import { startOrExit } from './start-or-exit.js';

const OPTIONS = { tenant: { type: 'string' }, heads: { type: 'string' } } as const;

@Module({})
class CommandModule {}

/**
 * Checks the audit log: `--tenant` one chain, `--heads` against signed heads from a file kept outside of the database. Names the first bad
 * place of every chain that is not intact, and exits with 1 then.
 */
await startOrExit('audit-verify', async () => {
  const { values } = parseArgs({ options: OPTIONS });
  const settings = readSettings(process.env);
  const module = { module: CommandModule, imports: applicationImports(settings) };
  const app = await NestFactory.createApplicationContext(module, { bufferLogs: true, abortOnError: false });
  app.useLogger(new NestLogger(createLogger({ ...settings.log, level: 'warn' }, 'worker')));
  try {
    const heads = values.heads === undefined ? [] : headsOf(values.heads);
    const begun = performance.now();
    const result = await app.get(AuditVerifier, { strict: false }).verify({ tenantId: values.tenant, heads });
    process.stdout.write(report(result, (performance.now() - begun) / 1000));
    if (result.faultyTenants > 0) process.exitCode = 1;
  } finally {
    await app.close();
  }
});

async function* headsOf(file: string): AsyncGenerator<SignedHead> {
  for await (const line of createInterface({ input: createReadStream(file) })) {
    if (line.trim() !== '') yield JSON.parse(line) as SignedHead;
  }
}

function report({ entries, tenants, heads, findings, faultyTenants }: VerifyResult, seconds: number): string {
  const rate = Math.round(entries / Math.max(seconds, 0.001));
  const lines = [`${entries} entries of ${tenants} tenants and ${heads} signed heads in ${seconds.toFixed(1)} s (${rate}/s)`];
  for (const { tenantId, seq, kind } of findings) lines.push(`tenant ${tenantId}: ${kind} at ${seq}`);
  if (faultyTenants > findings.length) lines.push(`and ${faultyTenants - findings.length} tenants more`);
  lines.push(faultyTenants === 0 ? 'The audit log is intact.' : 'THE AUDIT LOG IS NOT INTACT.');
  return `${lines.join('\n')}\n`;
}
