import { Injectable } from '@nestjs/common';
import { systemOrigin } from '../../../platform/access/actor.js';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { EventPublisher } from '../../../platform/events/event-publisher.js';
import { currentTraceId } from '../../../platform/logging/trace-context.js';
import { type AuditActor, AuditLog, type AuditValue, factsAsChanges } from '../../audit/index.js';
import { ConversationEnded } from '../events/conversation-ended.event.js';
import { ConversationStarted } from '../events/conversation-started.event.js';
import { ToolExecuted } from '../events/tool-executed.event.js';
import type { ConversationEntity } from '../persistence/conversation.entity.js';
import type { NewConversation } from '../persistence/conversation.repository.js';
import type { ToolExecutionEntity } from '../persistence/tool-execution.repository.js';

type EndedConversation = ConversationEntity & { readonly durationSeconds: number };

/** Who ends what nobody ended: the maintenance job, or the watch over workspaces that were stopped. */
export const nobody = (tenantId: TenantId): AuditActor => ({
  kind: 'system',
  tenantId,
  name: 'Conversations',
  origin: systemOrigin(currentTraceId() ?? undefined),
});

/**
 * What happened to a conversation, as an event and as a line of the audit log, in the transaction in which it happened. The log never has what
 * was said, who visited, what a tool was called with, what it answered or why it failed.
 */
@Injectable()
export class ConversationNews {
  constructor(
    private readonly events: EventPublisher,
    private readonly audit: AuditLog,
  ) {}

  async started(actor: AuditActor, { id, agentId, channel }: NewConversation): Promise<void> {
    await this.events.publish(actor.tenantId, new ConversationStarted({ conversationId: id, agentId, channel }));
    await this.record(actor, 'conversation.started', id, { channel, agentId });
  }

  async ended(actor: AuditActor, conversation: EndedConversation): Promise<void> {
    const { id, agentId, channel, status, outcome, durationSeconds } = conversation;
    const isCounted = conversation.countedAt !== null;
    const payload = { conversationId: id, agentId, status, outcome, durationSeconds, isCounted };
    await this.events.publish(actor.tenantId, new ConversationEnded(payload));
    await this.record(actor, 'conversation.ended', id, { channel, status, outcome, isCounted });
  }

  async toolExecuted(actor: AuditActor, execution: ToolExecutionEntity): Promise<void> {
    const { id: toolExecutionId, conversationId, name, status, durationMs, callId, attempt } = execution;
    const payload = { conversationId, toolExecutionId, name, status, durationMs, callId, attempt };
    await this.events.publish(actor.tenantId, new ToolExecuted(payload));
    await this.record(actor, 'tool.executed', conversationId, { tool: name, status, durationMs, attempt, toolExecutionId });
  }

  private record(
    actor: AuditActor,
    action: 'conversation.started' | 'conversation.ended' | 'tool.executed',
    conversationId: string,
    facts: Readonly<Record<string, AuditValue>>,
  ): Promise<void> {
    return this.audit.record(actor, { action, targetType: 'conversation', targetId: conversationId, changes: factsAsChanges(facts) });
  }
}
