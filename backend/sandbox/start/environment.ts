import { join } from 'node:path';
import type { Secrets } from './data-folder.js';
import type { LauncherSettings } from './settings.js';

/** What the started parts answered. */
export interface Endpoints {
  readonly ownerUrl: string;
  /** Undefined when the real one is used. */
  readonly stripeUrl: string | undefined;
  readonly smtpUrl: string | undefined;
}

/** The owner's connection with another login. */
export function loginUrl(ownerUrl: string, role: string, password: string): string {
  const url = new URL(ownerUrl);
  url.username = role;
  url.password = password;
  return url.toString();
}

type Environment = Readonly<Record<string, string | undefined>>;

interface EnvironmentInput {
  readonly given: Environment;
  readonly settings: LauncherSettings;
  readonly secrets: Secrets;
  readonly endpoints: Endpoints;
  readonly root: string;
}

/** The environment of the API and the workers: what was given wins, the rest comes from the sandbox. The owner's connection stays here. */
export function serviceEnvironment({ given, settings, secrets, endpoints, root }: EnvironmentInput): Record<string, string> {
  const sandbox: Environment = {
    PORT: String(settings.port),
    HOST: settings.host,
    PUBLIC_URL: settings.publicUrl,
    APPS_DIR: join(root, 'dist'),
    EXPORT_DIR: join(settings.dataDir, 'exports'),
    DATABASE_APP_URL: loginUrl(endpoints.ownerUrl, 'orbis_app', secrets.appPassword),
    DATABASE_PLATFORM_URL: loginUrl(endpoints.ownerUrl, 'orbis_platform', secrets.platformPassword),
    AUTH_TOKEN_SECRET: secrets.authTokenSecret,
    DATA_SECRET: secrets.dataSecret,
    METRICS_TOKEN: secrets.metricsToken,
    // as production would set it: without a reward the payouts of every report are nothing
    REFERRAL_REWARD: '2500',
    EMAIL_FROM: 'OrbisVoice <hello@orbisvoice.example>',
    ...(endpoints.stripeUrl && {
      STRIPE_SECRET_KEY: secrets.stripeSecretKey,
      STRIPE_WEBHOOK_SECRET: secrets.stripeWebhookSecret,
      STRIPE_API_URL: endpoints.stripeUrl,
    }),
    ...(endpoints.smtpUrl && { EMAIL_TRANSPORT: 'smtp', EMAIL_SMTP_URL: endpoints.smtpUrl }),
  };
  const merged = { ...sandbox, ...Object.fromEntries(Object.entries(given).filter(([, value]) => value)) };
  delete merged['DATABASE_URL'];
  return Object.fromEntries(Object.entries(merged).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** The environment of one-off commands that own the database: migrate and seed. */
export const ownerEnvironment = (service: Readonly<Record<string, string>>, ownerUrl: string): Record<string, string> => ({
  ...service,
  DATABASE_URL: ownerUrl,
});
