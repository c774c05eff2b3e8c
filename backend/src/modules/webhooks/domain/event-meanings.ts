import type { WebhookEventName } from '@orbisvoice/shared-dto/values';

/** When each event is told, as the API document and the guide say it. */
export const EVENT_MEANINGS: Readonly<Record<WebhookEventName, string>> = {
  'agent.created': 'An agent was made',
  'agent.updated': 'Settings of an agent were changed',
  'agent.deleted': 'An agent was deleted',
  'conversation.started': 'A conversation began',
  'conversation.ended': 'A conversation is over; nothing is added to it any more',
  'tool.executed': 'An agent used a tool in a conversation; `attempt` above 1 is a retry',
  'usage.threshold_reached': '80 or 100 % of the conversations of a period are used',
  'subscription.created': 'A plan runs where none did',
  'subscription.changed': 'A running plan became another plan, or has another price',
  'subscription.cancel_scheduled': 'A plan was cancelled for the end of its period',
  'subscription.resumed': 'A cancellation was taken back',
  'subscription.expiring': 'A cancelled plan ends within 7 days',
  'subscription.canceled': 'A plan has ended',
  'invoice.paid': 'An invoice was paid',
  'invoice.payment_failed': 'An attempt to collect an invoice failed',
  'referral.converted': 'A company that the workspace recommended paid its first invoice',
  'export.created': 'An export was asked for',
  'export.completed': 'An export is whole and can be downloaded',
  'export.failed': 'An export was given up after its tries',
  'api_key.created': 'An API key was made',
  'api_key.used_first': 'An API key was used for the first time',
  'api_key.revoked': 'An API key was ended',
  'security.alert': 'Something that the owner of an account should look at; `kind` says what',
};
