import type { Agent } from '@orbisvoice/shared-dto';
import type { AgentEntity } from '../persistence/agent.entity.js';

/** The row as the API answers it. */
export function toAgent(entity: AgentEntity, conversationCount: number): Agent {
  return {
    id: entity.id,
    name: entity.name,
    systemPrompt: entity.systemPrompt,
    voiceId: entity.voiceId,
    greeting: entity.greeting,
    tools: entity.tools,
    isActive: entity.isActive,
    allowedOrigins: entity.allowedOrigins,
    widget: entity.widget,
    publicKey: entity.publicKey,
    conversationCount,
    createdAt: entity.createdAt.toISOString(),
    updatedAt: entity.updatedAt.toISOString(),
  };
}
