import type { SystemIntegration } from '@orbisvoice/shared-dto';
import type { BuiltInIntegration, CircuitState } from '@orbisvoice/shared-dto/values';
import type { Tone } from '@orbisvoice/shared-ui/ui';
import { counted } from '../../core/counted';

const BUILT_IN_NAMES: Readonly<Record<BuiltInIntegration, string>> = {
  postgres: 'PostgreSQL',
  redis: 'Redis',
  stripe: 'Stripe',
  'stripe-webhook': 'Webhook of Stripe',
  smtp: 'Mail server (SMTP)',
  sendgrid: 'SendGrid',
  resend: 'Resend',
  'sendgrid-webhook': 'Webhook of SendGrid',
  'resend-webhook': 'Webhook of Resend',
  storage: 'Storage of files',
};
/** What an integration is called; a watched service goes by the name that the settings give it. */
export const INTEGRATION_NAMES: Readonly<Record<string, string>> = BUILT_IN_NAMES;

export const KIND_NAMES: Readonly<Record<SystemIntegration['kind'], string>> = {
  database: 'Database',
  cache: 'Cache and limits',
  payments: 'Payments',
  email: 'E-mail',
  storage: 'Files',
  webhooks: 'Comes in',
  service: 'Watched service',
};

/** How an integration is doing, by what the processes noted last. */
export type IntegrationVerdict = 'up' | 'down' | 'held' | 'unused';
export const VERDICT_NAMES: Readonly<Record<IntegrationVerdict, string>> = {
  up: 'Answers',
  down: 'Fails',
  held: 'Circuit open',
  unused: 'Not used yet',
};
export const VERDICT_TONES: Readonly<Record<IntegrationVerdict, Tone>> = {
  up: 'success',
  down: 'danger',
  held: 'warning',
  unused: 'neutral',
};

export const CIRCUIT_NAMES: Readonly<Record<CircuitState, string>> = { closed: 'Closed', open: 'Open', half_open: 'Half open' };
export const CIRCUIT_TONES: Readonly<Record<CircuitState, Tone>> = { closed: 'success', open: 'danger', half_open: 'warning' };

/** Words of the integrations page. */
export const INTEGRATIONS = {
  title: 'Integrations',
  heading: 'Integrations',
  intro: 'What this installation is configured for, and how it answers all processes.',
  list: 'Integrations',
  lastSuccess: 'Last success',
  lastEvent: 'Last event',
  lastError: 'Last error',
  latency: 'Latency',
  calls: 'Calls in 24 h',
  events: 'Requests in 24 h',
  callsOf: (successes: string, failures: number) => `${successes} well, ${counted(failures, 'failure', 'failures')}`,
  eventsOf: (successes: string, failures: number) => `${successes} signed, ${failures} refused`,
  never: 'never',
  circuits: 'Circuits, by process',
  circuitOf: (kind: string, host: string, pid: number) => `${kind} ${host}, pid ${pid}`,
  until: 'next try',
  probe: 'Probe now',
  probeOf: (name: string) => `Probe now: ${name}`,
  probing: 'Asking… at most 10 seconds',
  lastProbe: 'Last probe',
  noProbe: 'Nobody has probed it yet.',
  cannotProbe: 'Only ever comes in: there is nobody to ask.',
  ok: 'up',
  failed: 'down',
  by: (name: string) => `by ${name}`,
  somebody: 'somebody who is gone',
  running: 'a probe runs',
  answered: (name: string, detail: string) => `${name}: ${detail}`,
} as const;
