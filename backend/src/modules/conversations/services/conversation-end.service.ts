import { Injectable } from '@nestjs/common';
import type { Conversation, EndConversation } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { type AuditActor, AuditLog } from '../../audit/index.js';
import { isMetered } from '../domain/usage-claim.js';
import type { ConversationEntity } from '../persistence/conversation.entity.js';
import { ConversationReader } from '../persistence/conversation.reader.js';
import { ConversationRepository } from '../persistence/conversation.repository.js';
import { nobody } from './conversation-news.js';
import { EndWriter } from './end-writer.js';
import { OpenConversation } from './open-conversation.js';
import { UsageSettlement } from './usage-settlement.js';

/** Ends conversations, and deletes what was said in them. */
@Injectable()
export class ConversationEndService {
  constructor(
    private readonly open: OpenConversation,
    private readonly writer: EndWriter,
    private readonly conversations: ConversationRepository,
    private readonly reader: ConversationReader,
    private readonly settlement: UsageSettlement,
    private readonly audit: AuditLog,
  ) {}

  /** Ends a conversation; ending it again changes nothing and answers the same. @throws DomainError `conversations.not_found` */
  async end(actor: AuditActor, id: string, input: EndConversation): Promise<Conversation> {
    const { tenantId } = actor;
    const ended = await this.open.lockedTogether(tenantId, id, (conversation) => this.writer.end(actor, conversation, input));
    await this.settle(tenantId, ended);
    const answer = await this.reader.one(tenantId, id);
    if (!answer) throw new DomainError('conversations.not_found');
    return answer;
  }

  /** Closes a conversation that nobody ended, as of the last thing that happened in it. */
  async abandon(tenantId: TenantId, id: string): Promise<void> {
    const ended = await this.open.locked(tenantId, id, (conversation) => this.writer.abandon(nobody(tenantId), conversation));
    await this.settle(tenantId, ended);
  }

  /** Ends what is open of a tenant that may not run any more. @returns how many */
  async cutAll(tenantId: TenantId): Promise<number> {
    const ids = await this.conversations.openIds(tenantId);
    for (const id of ids) {
      const ended = await this.open.locked(tenantId, id, (conversation) => this.writer.cut(nobody(tenantId), conversation));
      await this.settle(tenantId, ended);
    }
    return ids.length;
  }

  /**
   * Deletes a conversation with everything said in it. Usage it caused stays counted, and an entry says who deleted it.
   * Settled before the row goes: afterwards nothing would be left to tell that the session had qualified.
   */
  async delete(actor: Actor, id: string): Promise<void> {
    const seen = await this.conversations.byId(actor.tenantId, id);
    if (!seen) throw new DomainError('conversations.not_found');
    if (seen.countedAt) await this.settle(actor.tenantId, seen);
    const gone = await this.open.locked(actor.tenantId, id, async (conversation) => {
      // it qualified a moment ago: once more from the top, with the usage first
      if (conversation.countedAt && !seen.countedAt) return null;
      await this.conversations.delete(actor.tenantId, id);
      await this.audit.record(actor, { action: 'conversation.deleted', targetType: 'conversation', targetId: id });
      return conversation;
    });
    if (!gone) return this.delete(actor, id);
    if (!gone.countedAt) await this.settle(actor.tenantId, gone);
  }

  private async settle(tenantId: TenantId, conversation: ConversationEntity): Promise<void> {
    if (isMetered(conversation.channel)) await this.settlement.resolve(tenantId, conversation.sessionId, conversation.countedAt !== null);
  }
}
