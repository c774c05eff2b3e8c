import { Injectable } from '@nestjs/common';
import type { EndConversation } from '@orbisvoice/shared-dto';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { Clock } from '../../../platform/clock/clock.js';
import { EventPublisher } from '../../../platform/events/event-publisher.js';
import { durationOf, qualifiesAtEnd } from '../domain/usage-claim.js';
import { ConversationEnded } from '../events/conversation-ended.event.js';
import type { ConversationEntity } from '../persistence/conversation.entity.js';
import { ConversationRepository } from '../persistence/conversation.repository.js';
import { TranscriptRepository } from '../persistence/transcript.repository.js';

/** Writes the end of a conversation whose row the caller holds. */
@Injectable()
export class EndWriter {
  constructor(
    private readonly conversations: ConversationRepository,
    private readonly transcripts: TranscriptRepository,
    private readonly events: EventPublisher,
    private readonly clock: Clock,
  ) {}

  /** Ends it now; one that has ended is returned as it is. */
  async end(tenantId: TenantId, conversation: ConversationEntity, input: EndConversation): Promise<ConversationEntity> {
    return this.endAt(tenantId, conversation, { ...input, at: this.clock.now() });
  }

  /** Ends it as abandoned at the last turn, so that hours of silence are no duration. */
  async abandon(tenantId: TenantId, conversation: ConversationEntity): Promise<ConversationEntity> {
    const at = (await this.transcripts.lastTurnAt(tenantId, conversation.id)) ?? conversation.startedAt;
    return this.endAt(tenantId, conversation, { status: 'abandoned', outcome: 'unknown', endReason: 'timed_out', at });
  }

  /** Ends it now because its tenant may not run any more. What qualified until here counts. */
  async cut(tenantId: TenantId, conversation: ConversationEntity): Promise<ConversationEntity> {
    return this.endAt(tenantId, conversation, {
      status: 'abandoned',
      outcome: 'unknown',
      endReason: 'workspace_suspended',
      at: this.clock.now(),
    });
  }

  private async endAt(
    tenantId: TenantId,
    conversation: ConversationEntity,
    input: EndConversation & { at: Date },
  ): Promise<ConversationEntity> {
    if (conversation.status !== 'open') return conversation;
    const { channel, countedAt, startedAt } = conversation;
    const { status, connectedSeconds, at } = input;
    const hasQualified = qualifiesAtEnd({ channel, status, connectedSeconds, isCounted: countedAt !== null });
    const patch = {
      status,
      outcome: input.outcome,
      endedAt: at,
      durationSeconds: durationOf(startedAt, at, connectedSeconds),
      endReason: input.endReason ?? null,
      countedAt: hasQualified ? this.clock.now() : countedAt,
    };
    await this.conversations.change(tenantId, conversation.id, patch);
    const { id: conversationId, agentId } = conversation;
    await this.events.publish(
      tenantId,
      new ConversationEnded({
        conversationId,
        agentId,
        status,
        outcome: patch.outcome,
        durationSeconds: patch.durationSeconds,
        isCounted: patch.countedAt !== null,
      }),
    );
    return Object.assign(conversation, patch);
  }
}
