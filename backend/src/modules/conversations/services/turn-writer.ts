import { Injectable } from '@nestjs/common';
import type { StageTimes, TurnInput } from '@orbisvoice/shared-dto';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { Clock } from '../../../platform/clock/clock.js';
import { newId } from '../../../platform/database/ids.js';
import { firstResponse } from '../domain/first-response.js';
import { isMetered } from '../domain/usage-claim.js';
import type { ConversationEntity } from '../persistence/conversation.entity.js';
import { ConversationRepository } from '../persistence/conversation.repository.js';
import { TranscriptRepository, TranscriptTurnEntity } from '../persistence/transcript.repository.js';

/** What appending did. */
export interface Appended {
  readonly rows: readonly TranscriptTurnEntity[];
  readonly conversation: ConversationEntity;
  /** These turns held the qualifying moment. */
  readonly hasQualified: boolean;
}

type FirstResponse = Pick<ConversationEntity, 'firstResponseMs' | 'firstListenMs' | 'firstThinkMs' | 'firstSpeakMs'>;

/** Stages as columns hold them. */
const stagesOf = ({ stages }: Pick<TurnInput, 'stages'>): StageTimes => ({
  listenMs: stages?.listenMs ?? null,
  thinkMs: stages?.thinkMs ?? null,
  speakMs: stages?.speakMs ?? null,
});

/** Writes turns of a conversation whose row the caller holds. */
@Injectable()
export class TurnWriter {
  constructor(
    private readonly conversations: ConversationRepository,
    private readonly transcripts: TranscriptRepository,
    private readonly clock: Clock,
  ) {}

  async append(tenantId: TenantId, conversation: ConversationEntity, turns: readonly TurnInput[]): Promise<Appended> {
    const now = this.clock.now();
    const rows = turns.map((turn, index) => this.rowOf(conversation, turn, { now, position: conversation.turnCount + index }));
    const hasQualified =
      conversation.countedAt === null && isMetered(conversation.channel) && turns.some(({ speaker }) => speaker === 'visitor');
    const patch = {
      turnCount: conversation.turnCount + rows.length,
      ...(await this.firstResponse(tenantId, conversation, turns)),
      countedAt: hasQualified ? now : conversation.countedAt,
    };
    await this.transcripts.append(tenantId, rows);
    await this.conversations.change(tenantId, conversation.id, patch);
    return { rows, conversation, hasQualified };
  }

  /** What these turns say of the first answer; nothing when it was there before, or is not there yet. */
  private async firstResponse(
    tenantId: TenantId,
    conversation: ConversationEntity,
    turns: readonly TurnInput[],
  ): Promise<Partial<FirstResponse>> {
    if (conversation.firstResponseMs !== null) return {};
    const nothing = { firstVisitor: null, lastAgent: null };
    const before = conversation.turnCount === 0 ? nothing : await this.transcripts.spokenSoFar(tenantId, conversation.id);
    const measured = firstResponse(before, turns);
    if (!measured) return {};
    const { listenMs, thinkMs, speakMs } = stagesOf(measured);
    return { firstResponseMs: measured.latencyMs, firstListenMs: listenMs, firstThinkMs: thinkMs, firstSpeakMs: speakMs };
  }

  private rowOf({ id, tenantId }: ConversationEntity, turn: TurnInput, at: { now: Date; position: number }): TranscriptTurnEntity {
    return Object.assign(new TranscriptTurnEntity(), {
      id: newId(),
      tenantId,
      conversationId: id,
      position: at.position,
      speaker: turn.speaker,
      text: turn.text,
      startedAt: turn.startedAt === undefined ? at.now : new Date(turn.startedAt),
      latencyMs: turn.latencyMs ?? null,
      ...stagesOf(turn),
    });
  }
}
