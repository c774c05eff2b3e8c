import { relative } from 'node:path';
import type { LauncherSettings } from './settings.js';

export interface BannerFacts {
  readonly settings: LauncherSettings;
  readonly root: string;
  readonly inboxUrl: string | undefined;
  readonly stripeUrl: string | undefined;
  readonly hasRedis: boolean;
  /** Undefined without demo data. */
  readonly demoPassword: string | undefined;
  readonly seconds: number;
}

/** Log-ins of the demo data. Their password is generated per data folder. */
export const DEMO_LOGINS = {
  staff: 'staff@orbisvoice.example',
  owner: 'owner@aurora-dental.example',
  free: 'owner@nova-yoga.example',
} as const;

function demoLines(password: string | undefined): [string, string][] {
  if (!password) return [['Demo data', 'none: sign up in the portal']];
  return [
    ['Portal log-in', `${DEMO_LOGINS.owner}   (or ${DEMO_LOGINS.free}: free, near its limit)`],
    ['Console log-in', DEMO_LOGINS.staff],
    ['Password', `${password}   (of each; made for this data folder)`],
  ];
}

/** The one block a person needs after a start. */
export function banner(facts: BannerFacts): string {
  const { settings, root } = facts;
  const url = settings.publicUrl.replace(/\/$/, '');
  const dataDir = relative(root, settings.dataDir).startsWith('..') ? settings.dataDir : relative(root, settings.dataDir);
  const rows: ([string, string] | undefined)[] = [
    ['Portal', `${url}/`],
    ['Console', settings.consoleUrl],
    ['API docs', `${url}/api/docs`],
    ['Mail inbox', facts.inboxUrl ?? 'off: mail goes to EMAIL_SMTP_URL'],
    ['Stripe', facts.stripeUrl ? `${facts.stripeUrl}   (stand-in)` : 'the real one (STRIPE_SECRET_KEY)'],
    undefined,
    ...demoLines(facts.demoPassword),
    undefined,
    ['Database', settings.databaseUrl ? 'yours (DATABASE_URL)' : `embedded PostgreSQL on port ${settings.postgresPort}`],
    ['Queues', facts.hasRedis ? 'Redis (REDIS_URL)' : 'PostgreSQL'],
    ['Data', `${dataDir}   (logs in ${dataDir}/logs)`],
    ['Start over', 'npm start -- --reset'],
    ['Stop', 'Ctrl-C'],
  ];
  const lines = rows.map((row) => (row ? `  ${row[0].padEnd(16)}${row[1]}` : ''));
  return ['', `  OrbisVoice is running (ready in ${facts.seconds.toFixed(1)} s)`, '', ...lines, ''].join('\n');
}
