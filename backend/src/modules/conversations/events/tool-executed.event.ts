import type { ToolStatus } from '@orbisvoice/shared-dto/values';
import { DomainEvent } from '../../../platform/events/domain-event.js';

interface Payload {
  conversationId: string;
  toolExecutionId: string;
  name: string;
  status: ToolStatus;
  durationMs: number;
}

/** An agent called one of its tools. */
export class ToolExecuted extends DomainEvent<Payload> {
  static readonly eventName = 'tool.executed';
  static readonly version = 1;
}
