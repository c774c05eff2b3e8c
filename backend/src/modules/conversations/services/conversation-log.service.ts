import { Injectable } from '@nestjs/common';
import type { AddToolExecution, AddTurns, ToolExecution, TurnList } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { Clock } from '../../../platform/clock/clock.js';
import { newId } from '../../../platform/database/ids.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { ToolExecutionEntity, ToolExecutionRepository } from '../persistence/tool-execution.repository.js';
import { ConversationNews } from './conversation-news.js';
import { openOnly, OpenConversation } from './open-conversation.js';
import { toToolExecution, toTurn } from './conversation.mapper.js';
import { TurnWriter } from './turn-writer.js';
import { UsageSettlement } from './usage-settlement.js';

type AttemptPlace = Pick<ToolExecutionEntity, 'callId' | 'attempt' | 'isLast'>;

/** What happens during a conversation: turns and tool calls. */
@Injectable()
export class ConversationLogService {
  constructor(
    private readonly open: OpenConversation,
    private readonly turns: TurnWriter,
    private readonly tools: ToolExecutionRepository,
    private readonly settlement: UsageSettlement,
    private readonly news: ConversationNews,
    private readonly clock: Clock,
  ) {}

  /**
   * Appends turns. Writers of one conversation take turns at its row, so positions have no gaps and no doubles.
   * The first visitor turn is the qualifying moment.
   * @throws DomainError `conversations.not_found`, `conversations.ended`
   */
  async addTurns(tenantId: TenantId, id: string, { turns }: AddTurns): Promise<TurnList> {
    const { rows, conversation, hasQualified } = await this.open.locked(tenantId, id, (locked) =>
      this.turns.append(tenantId, openOnly(locked), turns),
    );
    if (hasQualified) await this.settlement.resolve(tenantId, conversation.sessionId, true);
    return { items: rows.map(toTurn) };
  }

  /**
   * Records one execution of a tool. Writers of one conversation take turns at its row, so attempts of a call have no gaps and one of them is
   * the last. @throws DomainError `conversations.not_found`, `conversations.ended`, `conversations.call_reused`
   */
  async addToolExecution(actor: Actor, id: string, input: AddToolExecution): Promise<ToolExecution> {
    const { tenantId } = actor;
    return this.open.lockedTogether(tenantId, id, async (locked) => {
      const conversation = openOnly(locked);
      const execution = Object.assign(new ToolExecutionEntity(), {
        id: newId(),
        tenantId,
        conversationId: conversation.id,
        name: input.name,
        status: input.status,
        durationMs: input.durationMs,
        error: input.error ?? null,
        executedAt: this.clock.now(),
        ...(await this.placeOf(tenantId, conversation.id, input)),
      });
      await this.tools.add(tenantId, execution);
      await this.news.toolExecuted(actor, execution);
      return toToolExecution(execution);
    });
  }

  /** Where the execution stands among the attempts of its call. */
  private async placeOf(tenantId: TenantId, conversationId: string, { name, callId }: AddToolExecution): Promise<AttemptPlace> {
    const before = callId === undefined ? null : await this.tools.lastOf(tenantId, conversationId, callId);
    if (before && before.name !== name) throw new DomainError('conversations.call_reused');
    if (before) await this.tools.followed(tenantId, before.id);
    return { callId: callId ?? null, attempt: (before?.attempt ?? 0) + 1, isLast: true };
  }
}
