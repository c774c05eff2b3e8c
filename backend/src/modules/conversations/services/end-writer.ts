import { Injectable } from '@nestjs/common';
import type { EndConversation } from '@orbisvoice/shared-dto';
import { Clock } from '../../../platform/clock/clock.js';
import type { AuditActor } from '../../audit/index.js';
import { durationOf, qualifiesAtEnd } from '../domain/usage-claim.js';
import type { ConversationEntity } from '../persistence/conversation.entity.js';
import { ConversationRepository } from '../persistence/conversation.repository.js';
import { TranscriptRepository } from '../persistence/transcript.repository.js';
import { ConversationNews } from './conversation-news.js';

/** Writes the end of a conversation whose row the caller holds. */
@Injectable()
export class EndWriter {
  constructor(
    private readonly conversations: ConversationRepository,
    private readonly transcripts: TranscriptRepository,
    private readonly news: ConversationNews,
    private readonly clock: Clock,
  ) {}

  /** Ends it now; one that has ended is returned as it is. */
  async end(actor: AuditActor, conversation: ConversationEntity, input: EndConversation): Promise<ConversationEntity> {
    return this.endAt(actor, conversation, { ...input, at: this.clock.now() });
  }

  /** Ends it as abandoned at the last turn, so that hours of silence are no duration. */
  async abandon(actor: AuditActor, conversation: ConversationEntity): Promise<ConversationEntity> {
    const at = (await this.transcripts.lastTurnAt(actor.tenantId, conversation.id)) ?? conversation.startedAt;
    return this.endAt(actor, conversation, { status: 'abandoned', outcome: 'unknown', endReason: 'timed_out', at });
  }

  /** Ends it now because its tenant may not run any more. What qualified until here counts. */
  async cut(actor: AuditActor, conversation: ConversationEntity): Promise<ConversationEntity> {
    return this.endAt(actor, conversation, {
      status: 'abandoned',
      outcome: 'unknown',
      endReason: 'workspace_suspended',
      at: this.clock.now(),
    });
  }

  private async endAt(
    actor: AuditActor,
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
    await this.conversations.change(actor.tenantId, conversation.id, patch);
    const ended = Object.assign(conversation, patch);
    await this.news.ended(actor, ended);
    return ended;
  }
}
