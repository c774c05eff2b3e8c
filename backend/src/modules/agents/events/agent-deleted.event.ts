import { DomainEvent } from '../../../platform/events/domain-event.js';

/** An agent takes no more conversations; the ones it had stay readable. */
export class AgentDeleted extends DomainEvent<{ agentId: string; name: string }> {
  static readonly eventName = 'agent.deleted';
  static readonly version = 1;
}
