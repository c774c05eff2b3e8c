import { WEBHOOK_EVENTS, type WebhookEventName } from '@orbisvoice/shared-dto/values';

/** What each event tells. A new one does not compile until it has words. */
export const EVENT_LABELS: Readonly<Record<WebhookEventName, string>> = {
  'agent.created': 'An agent was created',
  'agent.updated': 'An agent was changed',
  'agent.deleted': 'An agent was deleted',
  'conversation.started': 'A conversation began',
  'conversation.ended': 'A conversation ended',
  'tool.executed': 'An agent ran a tool',
  'usage.threshold_reached': 'Usage reached 80 or 100 %',
  'subscription.created': 'A plan was subscribed to',
  'subscription.changed': 'The plan was changed',
  'subscription.cancel_scheduled': 'The plan is going to end',
  'subscription.resumed': 'The plan goes on after all',
  'subscription.expiring': 'The plan ends soon',
  'subscription.canceled': 'The plan has ended',
  'invoice.paid': 'An invoice was paid',
  'invoice.payment_failed': 'A payment failed',
  'referral.converted': 'A referral became a customer',
  'export.created': 'An export was asked for',
  'export.completed': 'An export is ready',
  'export.failed': 'An export failed',
  'api_key.created': 'An API key was created',
  'api_key.used_first': 'An API key was used for the first time',
  'api_key.revoked': 'An API key was revoked',
  'security.alert': 'Something suspicious happened',
};

type TopicOf<Name extends string> = Name extends `${infer Word}.${string}` ? Word : never;

const TOPIC_GROUPS: Readonly<Record<TopicOf<WebhookEventName>, string>> = {
  conversation: 'Conversations',
  tool: 'Conversations',
  agent: 'Agents',
  usage: 'Plan and usage',
  subscription: 'Plan and usage',
  invoice: 'Invoices',
  export: 'Exports',
  api_key: 'API keys and security',
  security: 'API keys and security',
  referral: 'Referrals',
};

export interface EventGroup {
  readonly label: string;
  readonly events: readonly WebhookEventName[];
}

const groupOf = (event: WebhookEventName): string => TOPIC_GROUPS[event.slice(0, event.indexOf('.')) as TopicOf<WebhookEventName>];

/** Every event once, by what it is about. */
export const EVENT_GROUPS: readonly EventGroup[] = [...new Set(Object.values(TOPIC_GROUPS))].map((label) => ({
  label,
  events: WEBHOOK_EVENTS.filter((event) => groupOf(event) === label),
}));
