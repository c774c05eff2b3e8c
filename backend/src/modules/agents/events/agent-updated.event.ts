import { DomainEvent } from '../../../platform/events/domain-event.js';

/** An agent's settings changed; `fields` names which. */
export class AgentUpdated extends DomainEvent<{ agentId: string; name: string; fields: string[] }> {
  static readonly eventName = 'agent.updated';
  static readonly version = 1;
}
