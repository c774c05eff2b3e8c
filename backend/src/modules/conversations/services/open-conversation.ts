import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { SharedCommit } from '../../../platform/database/shared-commit.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { ConversationEntity } from '../persistence/conversation.entity.js';
import { ConversationRepository } from '../persistence/conversation.repository.js';

/** Gives one writer at a time a conversation's row. */
@Injectable()
export class OpenConversation {
  constructor(
    private readonly conversations: ConversationRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly shared: SharedCommit,
  ) {}

  /** Runs `work` in a unit of work that holds the row. @throws DomainError `conversations.not_found` */
  locked<T>(tenantId: TenantId, id: string, work: (conversation: ConversationEntity) => Promise<T>): Promise<T> {
    return this.unitOfWork.run(tenantId, async () => {
      const conversation = await this.conversations.lock(tenantId, id);
      if (!conversation) throw new DomainError('conversations.not_found');
      return work(conversation);
    });
  }

  /** The same for what has a line in the audit log: with what else of its kind the tenant does at this moment. */
  lockedTogether<T>(tenantId: TenantId, id: string, work: (conversation: ConversationEntity) => Promise<T>): Promise<T> {
    return this.shared.run(tenantId, () => this.locked(tenantId, id, work));
  }
}

/** @throws DomainError `conversations.ended` unless something can still happen in the conversation */
export function openOnly(conversation: ConversationEntity): ConversationEntity {
  if (conversation.status !== 'open') throw new DomainError('conversations.ended');
  return conversation;
}
