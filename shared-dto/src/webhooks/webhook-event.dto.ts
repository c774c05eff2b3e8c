import * as z from 'zod';
import { Instant } from '../platform/page.dto.js';
import { CONVERSATION_CHANNELS, CONVERSATION_OUTCOMES, CONVERSATION_STATUSES, TOOL_STATUSES } from '../values/statuses.js';
import { PLAN_CODES } from '../values/plan-codes.js';
import type { WebhookEventName } from '../values/webhooks.js';

const Agent = z.object({ agentId: z.uuid(), name: z.string() });
const ApiKeyFact = z.object({ apiKeyId: z.uuid(), name: z.string() });
const Plan = z.object({ subscriptionId: z.string().describe('Stripe’s'), tier: z.enum(PLAN_CODES), planName: z.string() });
const Money = { currency: z.string().describe('ISO 4217, lower case') };
const RunningPlan = Plan.extend({
  amount: z.int().describe('Per month, minor units'),
  ...Money,
  conversationLimit: z.int(),
  periodStart: Instant,
  periodEnd: Instant,
});
const ExportFact = z.object({ exportId: z.uuid(), dataset: z.string() });

/**
 * What each event says in `data`: ids and facts, the rest is read from the API. Nothing that is not named here leaves the platform, whatever
 * an event carries inside of it; what is named here stays.
 */
export const WEBHOOK_DATA = {
  'agent.created': Agent.extend({ publicKey: z.string() }),
  'agent.updated': Agent.extend({ fields: z.array(z.string()).describe('Which settings changed') }),
  'agent.deleted': Agent,
  'conversation.started': z.object({ conversationId: z.uuid(), agentId: z.uuid(), channel: z.enum(CONVERSATION_CHANNELS) }),
  'conversation.ended': z.object({
    conversationId: z.uuid(),
    agentId: z.uuid(),
    status: z.enum(CONVERSATION_STATUSES),
    outcome: z.enum(CONVERSATION_OUTCOMES),
    durationSeconds: z.int(),
    isCounted: z.boolean(),
  }),
  'tool.executed': z.object({
    conversationId: z.uuid(),
    toolExecutionId: z.uuid(),
    name: z.string(),
    status: z.enum(TOOL_STATUSES),
    durationMs: z.int(),
    // an event that was under way when the two came is one of a call of its own
    callId: z.string().nullable().default(null).describe('As it was sent; null of an execution that is a call of its own'),
    attempt: z.int().default(1).describe('1 for the first execution of a call, 2 for the one that repeats it, …'),
  }),
  'usage.threshold_reached': z.object({
    threshold: z.int().describe('Percent of the limit: 80 or 100'),
    used: z.int(),
    limit: z.int(),
    ceiling: z.int().describe('Where new conversations stop, grace included'),
    periodStart: Instant,
    resetsAt: Instant,
  }),
  'subscription.created': RunningPlan,
  'subscription.changed': RunningPlan.extend({ fromTier: z.enum(PLAN_CODES), fromPlanName: z.string(), fromAmount: z.int() }),
  'subscription.cancel_scheduled': Plan.extend({ endsAt: Instant }),
  'subscription.resumed': Plan.extend({ amount: z.int(), ...Money, renewsAt: Instant }),
  'subscription.expiring': Plan.extend({ endsAt: Instant }),
  'subscription.canceled': Plan.extend({ endedAt: Instant }),
  'invoice.paid': z.object({
    invoiceId: z.uuid(),
    number: z.string().nullable(),
    total: z.int().describe('Minor units'),
    tax: z.int(),
    ...Money,
    tier: z.enum(PLAN_CODES).nullable(),
    paidAt: Instant,
  }),
  'invoice.payment_failed': z.object({
    invoiceId: z.uuid(),
    number: z.string().nullable(),
    amountDue: z.int().describe('Minor units'),
    ...Money,
    tier: z.enum(PLAN_CODES).nullable(),
    attempt: z.int(),
    nextAttemptAt: Instant.nullable(),
    graceEndsAt: Instant.nullable(),
  }),
  'referral.converted': z.object({ referralId: z.uuid(), convertedTotal: z.int() }),
  'export.created': ExportFact,
  'export.completed': ExportFact.extend({ fileName: z.string(), rows: z.int(), bytes: z.int(), expiresAt: Instant }),
  'export.failed': ExportFact.extend({ fileName: z.string(), failure: z.string() }),
  'api_key.created': ApiKeyFact,
  'api_key.used_first': ApiKeyFact,
  'api_key.revoked': ApiKeyFact,
  'security.alert': z.object({ kind: z.string(), userId: z.uuid() }),
} as const satisfies Readonly<Record<WebhookEventName, z.ZodObject>>;

/** `data` of each event. */
export type WebhookData = { readonly [Name in WebhookEventName]: z.infer<(typeof WEBHOOK_DATA)[Name]> };
