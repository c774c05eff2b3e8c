import type { WebhookData } from './webhook-event.dto.js';

const ids = {
  agent: '01980000-0000-7000-8000-00000000a9e1',
  conversation: '01980000-0000-7000-8000-0000000c0501',
  tool: '01980000-0000-7000-8000-00000000700f',
  subscription: 'sub_sample',
  invoice: '01980000-0000-7000-8000-0000000101ce',
  referral: '01980000-0000-7000-8000-00000000feed',
  export: '01980000-0000-7000-8000-0000000e4807',
  key: '01980000-0000-7000-8000-00000000a91e',
  user: '01980000-0000-7000-8000-0000000005e4',
} as const;
const period = { periodStart: '2026-03-01T00:00:00.000Z', periodEnd: '2026-04-01T00:00:00.000Z' };
const plan = { subscriptionId: ids.subscription, tier: 'starter', planName: 'Starter' } as const;
const running = { ...plan, amount: 2_900, currency: 'usd', conversationLimit: 1_000, ...period };
const file = { exportId: ids.export, dataset: 'conversations' };
const fileName = 'conversations-2026-03-31.csv';
const key = { apiKeyId: ids.key, name: 'Shop server' };
const agent = { agentId: ids.agent, name: 'Front desk' };

/** Made-up data of each event, for tests of an endpoint and for the documentation. Its ids lead nowhere. */
export const WEBHOOK_SAMPLES: WebhookData = {
  'agent.created': { ...agent, publicKey: 'pk_sample' },
  'agent.updated': { ...agent, fields: ['greeting'] },
  'agent.deleted': agent,
  'conversation.started': { conversationId: ids.conversation, agentId: ids.agent, channel: 'widget' },
  'conversation.ended': {
    conversationId: ids.conversation,
    agentId: ids.agent,
    status: 'completed',
    outcome: 'success',
    durationSeconds: 94,
    isCounted: true,
  },
  'tool.executed': {
    conversationId: ids.conversation,
    toolExecutionId: ids.tool,
    name: 'book_appointment',
    status: 'succeeded',
    durationMs: 412,
    callId: 'call-7',
    attempt: 2,
  },
  'usage.threshold_reached': {
    threshold: 80,
    used: 800,
    limit: 1_000,
    ceiling: 1_100,
    periodStart: period.periodStart,
    resetsAt: period.periodEnd,
  },
  'subscription.created': running,
  'subscription.changed': { ...running, fromTier: 'free', fromPlanName: 'Free', fromAmount: 0 },
  'subscription.cancel_scheduled': { ...plan, endsAt: period.periodEnd },
  'subscription.resumed': { ...plan, amount: 2_900, currency: 'usd', renewsAt: period.periodEnd },
  'subscription.expiring': { ...plan, endsAt: period.periodEnd },
  'subscription.canceled': { ...plan, endedAt: period.periodEnd },
  'invoice.paid': {
    invoiceId: ids.invoice,
    number: 'ORBIS-0042',
    total: 2_900,
    tax: 0,
    currency: 'usd',
    tier: 'starter',
    paidAt: '2026-03-01T00:00:42.000Z',
  },
  'invoice.payment_failed': {
    invoiceId: ids.invoice,
    number: 'ORBIS-0042',
    amountDue: 2_900,
    currency: 'usd',
    tier: 'starter',
    attempt: 1,
    nextAttemptAt: '2026-03-04T00:00:00.000Z',
    graceEndsAt: '2026-03-08T00:00:00.000Z',
  },
  'referral.converted': { referralId: ids.referral, convertedTotal: 3 },
  'export.created': file,
  'export.completed': { ...file, fileName, rows: 1_204, bytes: 98_304, expiresAt: '2026-04-07T00:00:00.000Z' },
  'export.failed': { ...file, fileName, failure: 'storage_failed' },
  'api_key.created': key,
  'api_key.used_first': key,
  'api_key.revoked': key,
  'security.alert': { kind: 'refresh_token_reused', userId: ids.user },
};
