import type { WebhookData } from '@orbisvoice/shared-dto';
import { WEBHOOK_EVENTS, type WebhookEventName } from '@orbisvoice/shared-dto/values';
import type { DomainEventClass } from '../../../platform/events/domain-event.js';
import { AgentCreated } from '../../agents/events/agent-created.event.js';
import { AgentDeleted } from '../../agents/events/agent-deleted.event.js';
import { AgentUpdated } from '../../agents/events/agent-updated.event.js';
import { ApiKeyCreated } from '../../api-keys/events/api-key-created.event.js';
import { ApiKeyRevoked } from '../../api-keys/events/api-key-revoked.event.js';
import { ApiKeyUsedFirst } from '../../api-keys/events/api-key-used-first.event.js';
import { SecurityAlertRaised } from '../../auth/events/security-alert.event.js';
import { InvoicePaid } from '../../billing/events/invoice-paid.event.js';
import { InvoicePaymentFailed } from '../../billing/events/invoice-payment-failed.event.js';
import { SubscriptionCancelScheduled } from '../../billing/events/subscription-cancel-scheduled.event.js';
import { SubscriptionCanceled } from '../../billing/events/subscription-canceled.event.js';
import { SubscriptionChanged } from '../../billing/events/subscription-changed.event.js';
import { SubscriptionCreated } from '../../billing/events/subscription-created.event.js';
import { SubscriptionExpiring } from '../../billing/events/subscription-expiring.event.js';
import { SubscriptionResumed } from '../../billing/events/subscription-resumed.event.js';
import { UsageThresholdReached } from '../../billing/events/usage-threshold-reached.event.js';
import { ConversationEnded } from '../../conversations/events/conversation-ended.event.js';
import { ConversationStarted } from '../../conversations/events/conversation-started.event.js';
import { ToolExecuted } from '../../conversations/events/tool-executed.event.js';
import { ExportCompleted } from '../../exports/events/export-completed.event.js';
import { ExportCreated } from '../../exports/events/export-created.event.js';
import { ExportFailed } from '../../exports/events/export-failed.event.js';
import { ReferralConverted } from '../../referrals/events/referral-converted.event.js';

/** A class, and the proof for the compiler that what it carries holds what is promised outside. */
interface Told<Payload, Name extends WebhookEventName> {
  readonly event: DomainEventClass;
  readonly told: (payload: Payload) => WebhookData[Name];
}

/** The class whose payload each event is told from. It does not compile when a payload loses what its contract names. */
const CLASSES: { readonly [Name in WebhookEventName]: Told<never, Name> } = {
  'agent.created': { event: AgentCreated, told: (payload: AgentCreated['payload']) => payload },
  'agent.updated': { event: AgentUpdated, told: (payload: AgentUpdated['payload']) => payload },
  'agent.deleted': { event: AgentDeleted, told: (payload: AgentDeleted['payload']) => payload },
  'conversation.started': { event: ConversationStarted, told: (payload: ConversationStarted['payload']) => payload },
  'conversation.ended': { event: ConversationEnded, told: (payload: ConversationEnded['payload']) => payload },
  'tool.executed': { event: ToolExecuted, told: (payload: ToolExecuted['payload']) => payload },
  'usage.threshold_reached': { event: UsageThresholdReached, told: (payload: UsageThresholdReached['payload']) => payload },
  'subscription.created': { event: SubscriptionCreated, told: (payload: SubscriptionCreated['payload']) => payload },
  'subscription.changed': { event: SubscriptionChanged, told: (payload: SubscriptionChanged['payload']) => payload },
  'subscription.cancel_scheduled': {
    event: SubscriptionCancelScheduled,
    told: (payload: SubscriptionCancelScheduled['payload']) => payload,
  },
  'subscription.resumed': { event: SubscriptionResumed, told: (payload: SubscriptionResumed['payload']) => payload },
  'subscription.expiring': { event: SubscriptionExpiring, told: (payload: SubscriptionExpiring['payload']) => payload },
  'subscription.canceled': { event: SubscriptionCanceled, told: (payload: SubscriptionCanceled['payload']) => payload },
  'invoice.paid': { event: InvoicePaid, told: (payload: InvoicePaid['payload']) => payload },
  'invoice.payment_failed': { event: InvoicePaymentFailed, told: (payload: InvoicePaymentFailed['payload']) => payload },
  'referral.converted': { event: ReferralConverted, told: (payload: ReferralConverted['payload']) => payload },
  'export.created': { event: ExportCreated, told: (payload: ExportCreated['payload']) => payload },
  'export.completed': { event: ExportCompleted, told: (payload: ExportCompleted['payload']) => payload },
  'export.failed': { event: ExportFailed, told: (payload: ExportFailed['payload']) => payload },
  'api_key.created': { event: ApiKeyCreated, told: (payload: ApiKeyCreated['payload']) => payload },
  'api_key.used_first': { event: ApiKeyUsedFirst, told: (payload: ApiKeyUsedFirst['payload']) => payload },
  'api_key.revoked': { event: ApiKeyRevoked, told: (payload: ApiKeyRevoked['payload']) => payload },
  'security.alert': { event: SecurityAlertRaised, told: (payload: SecurityAlertRaised['payload']) => payload },
};

describe('events that are told', () => {
  it.each(WEBHOOK_EVENTS)('%s is what a class of that name carries', (name) => {
    expect(CLASSES[name].event.eventName).toBe(name);
  });
});
