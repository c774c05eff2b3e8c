import type { StripeSandbox } from '../stripe/server.js';
import type { DataFolder, Secrets } from './data-folder.js';
import type { LogSink } from './log-sink.js';
import { takenPort, type PortClaim } from './ports.js';
import type { LauncherSettings } from './settings.js';
import type { Shutdown } from './shutdown.js';

export interface PartsContext {
  readonly settings: LauncherSettings;
  readonly data: DataFolder;
  readonly secrets: Secrets;
  readonly sink: LogSink;
  readonly shutdown: Shutdown;
}

/** Name of the embedded database. */
export const DATABASE = 'orbisvoice';

/** The ports of this start, but PostgreSQL's: an earlier run may still hold that one, which the launcher sorts out. */
export function portClaims(settings: LauncherSettings): PortClaim[] {
  const loopback = '127.0.0.1';
  return [
    { port: settings.port, host: settings.host, variable: 'PORT', use: 'apps and API' },
    ...(settings.usesStripeSandbox
      ? [{ port: settings.stripePort, host: loopback, variable: 'SANDBOX_STRIPE_PORT', use: 'Stripe stand-in' }]
      : []),
    ...(settings.usesMailInbox
      ? [
          { port: settings.smtpPort, host: loopback, variable: 'SANDBOX_SMTP_PORT', use: 'mail inbox, SMTP' },
          { port: settings.inboxPort, host: loopback, variable: 'SANDBOX_INBOX_PORT', use: 'mail inbox, pages' },
        ]
      : []),
  ];
}

/** The embedded PostgreSQL, unless DATABASE_URL names another. Answers with the owner's connection. */
export async function startDatabase({ settings, data, sink, shutdown }: PartsContext): Promise<string> {
  if (settings.databaseUrl) return settings.databaseUrl;
  const { launchPostgres } = await import('../postgres/index.js');
  const port = settings.postgresPort;
  const log = (line: string): void => sink.line('postgres', line);
  try {
    const running = await launchPostgres({
      dataRoot: data.postgres,
      port,
      database: DATABASE,
      settings: ['jit=off'],
      initdbFlags: ['--no-sync'],
      log,
    });
    shutdown.add({ name: 'PostgreSQL', stop: running.stop });
    return running.ownerUrl;
  } catch (error) {
    if (!(error instanceof Error) || !error.message.startsWith(`Port ${port} is taken`)) throw error;
    throw new Error(takenPort({ port, host: '127.0.0.1', variable: 'SANDBOX_POSTGRES_PORT', use: 'embedded PostgreSQL' }), {
      cause: error,
    });
  }
}

/** Where the stand-in answers, known before it runs: the demo data is written for that address. */
export const stripeUrl = (settings: LauncherSettings): string | undefined =>
  settings.usesStripeSandbox ? `http://127.0.0.1:${settings.stripePort}` : undefined;

/** The Stripe stand-in, on the account that the demo data may have left for it; null when the real one is used. */
export async function startStripe({ settings, data, secrets, sink, shutdown }: PartsContext): Promise<StripeSandbox | null> {
  if (!settings.usesStripeSandbox) return null;
  const { startStripeSandbox } = await import('../stripe/server.js');
  const sandbox = await startStripeSandbox({
    port: settings.stripePort,
    dataFile: data.stripeFile,
    webhook: { url: `http://127.0.0.1:${settings.port}/api/webhooks/stripe`, secret: secrets.stripeWebhookSecret },
    log: (line) => sink.line('stripe', line),
  });
  shutdown.add({ name: 'Stripe stand-in', stop: sandbox.close });
  return sandbox;
}

/** The mail inbox, unless a mail server is given. */
export async function startMail({ settings, data, sink, shutdown }: PartsContext): Promise<{ smtpUrl?: string; webUrl?: string }> {
  if (!settings.usesMailInbox) return {};
  const { startMailInbox } = await import('../mail/index.js');
  const inbox = await startMailInbox({
    smtpPort: settings.smtpPort,
    webPort: settings.inboxPort,
    dataDir: data.mail,
    log: (line) => sink.line('mail', line),
  });
  shutdown.add({ name: 'mail inbox', stop: inbox.close });
  return inbox;
}
