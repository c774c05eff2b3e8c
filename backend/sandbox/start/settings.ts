import { resolve } from 'node:path';

/** The launcher's own view of the environment: what to start, and where. */
export interface LauncherSettings {
  readonly dataDir: string;
  readonly port: number;
  readonly host: string;
  readonly publicUrl: string;
  /** With its slash; a host of its own where `ADMIN_URL` names one. */
  readonly consoleUrl: string;
  readonly postgresPort: number;
  readonly stripePort: number;
  readonly smtpPort: number;
  readonly inboxPort: number;
  /** Undefined starts the embedded PostgreSQL. */
  readonly databaseUrl: string | undefined;
  readonly usesStripeSandbox: boolean;
  readonly usesMailInbox: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

function portOf(environment: Environment, name: string, fallback: number): number {
  const text = environment[name] || String(fallback);
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535) throw new Error(`${name} is "${text}": a port is a number from 1 to 65535.`);
  return port;
}

/**
 * Reads what the launcher decides itself; everything else is checked by the API.
 * @throws Error that names the variable
 */
export function readLauncherSettings(environment: Environment, root: string): LauncherSettings {
  const port = portOf(environment, 'PORT', 3000);
  const publicUrl = environment['PUBLIC_URL'] || `http://localhost:${port}`;
  return {
    dataDir: resolve(root, environment['ORBIS_DATA_DIR'] || '.data'),
    port,
    host: environment['HOST'] || '127.0.0.1',
    publicUrl,
    consoleUrl: `${(environment['ADMIN_URL'] || `${publicUrl.replace(/\/$/, '')}/admin`).replace(/\/$/, '')}/`,
    postgresPort: portOf(environment, 'SANDBOX_POSTGRES_PORT', 54_329),
    stripePort: portOf(environment, 'SANDBOX_STRIPE_PORT', 12_111),
    smtpPort: portOf(environment, 'SANDBOX_SMTP_PORT', 1025),
    inboxPort: portOf(environment, 'SANDBOX_INBOX_PORT', 8025),
    databaseUrl: environment['DATABASE_URL'] || undefined,
    usesStripeSandbox: !environment['STRIPE_SECRET_KEY'],
    usesMailInbox: (environment['EMAIL_TRANSPORT'] || 'smtp') === 'smtp' && !environment['EMAIL_SMTP_URL'],
  };
}
