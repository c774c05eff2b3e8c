import { DomainEvent } from '../../../platform/events/domain-event.js';

/** A tenant made an agent. */
export class AgentCreated extends DomainEvent<{ agentId: string; name: string; publicKey: string; createdBy: string | null }> {
  static readonly eventName = 'agent.created';
  static readonly version = 1;
}
