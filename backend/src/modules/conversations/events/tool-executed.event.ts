import type { ToolStatus } from '@orbisvoice/shared-dto/values';
import { DomainEvent } from '../../../platform/events/domain-event.js';

interface Payload {
  conversationId: string;
  toolExecutionId: string;
  name: string;
  status: ToolStatus;
  durationMs: number;
  /** As the integrator names the call; null of an execution that is a call of its own. */
  callId: string | null;
  attempt: number;
}

/** An agent called one of its tools. */
export class ToolExecuted extends DomainEvent<Payload> {
  static readonly eventName = 'tool.executed';
  static readonly version = 1;
}
