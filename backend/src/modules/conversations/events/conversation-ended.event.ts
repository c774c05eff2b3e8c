import type { ConversationOutcome, ConversationStatus } from '@orbisvoice/shared-dto/values';
import { DomainEvent } from '../../../platform/events/domain-event.js';

interface Payload {
  conversationId: string;
  agentId: string;
  status: ConversationStatus;
  outcome: ConversationOutcome;
  durationSeconds: number;
  isCounted: boolean;
}

/** A session is over; nothing is added to it any more. */
export class ConversationEnded extends DomainEvent<Payload> {
  static readonly eventName = 'conversation.ended';
  static readonly version = 1;
}
