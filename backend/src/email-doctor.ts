import 'reflect-metadata';
import { checkDomains, exitCodeOf, formatReport, systemResolver } from './modules/email/index.js';
import { readSettings } from './platform/config/settings.js';
import { startOrExit } from './start-or-exit.js';

/**
 * Says which DNS records the configured senders need, and which of them are there. Reads DNS and nothing else. Exits with 1 when a record is
 * missing or weak, with 2 when DNS could not be asked.
 */
await startOrExit('email-doctor', async () => {
  const { from, optionalFrom, transport, fallbackTransport } = readSettings(process.env).email;
  const transports = fallbackTransport === null ? [transport] : [transport, fallbackTransport];
  const reports = await checkDomains([from, optionalFrom], transports, systemResolver());
  process.stdout.write(formatReport(reports, transports));
  process.exitCode = exitCodeOf(reports);
});
