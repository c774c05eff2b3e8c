import type { ConversationChannel } from '@orbisvoice/shared-dto/values';
import { DomainEvent } from '../../../platform/events/domain-event.js';

/** A session began. Whether it counts is known later, at its qualifying moment. */
export class ConversationStarted extends DomainEvent<{ conversationId: string; agentId: string; channel: ConversationChannel }> {
  static readonly eventName = 'conversation.started';
  static readonly version = 1;
}
