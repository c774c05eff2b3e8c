import { Injectable } from '@nestjs/common';
import type { ConversationDetail, ConversationQuery, TurnList } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { ConversationReader } from '../persistence/conversation.reader.js';
import { ConversationRepository } from '../persistence/conversation.repository.js';
import { ToolExecutionRepository } from '../persistence/tool-execution.repository.js';
import { TranscriptRepository } from '../persistence/transcript.repository.js';
import { toToolExecution, toTurn } from './conversation.mapper.js';

/** Reads conversations and what was said in them. */
@Injectable()
export class ConversationQueryService {
  constructor(
    private readonly reader: ConversationReader,
    private readonly conversations: ConversationRepository,
    private readonly transcripts: TranscriptRepository,
    private readonly tools: ToolExecutionRepository,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** One page, newest first, as the JSON text Postgres built. */
  list(actor: Actor, query: ConversationQuery): Promise<string> {
    return this.reader.list(actor.tenantId, query);
  }

  /** A conversation with its transcript and tool calls. @throws DomainError `conversations.not_found` */
  async get({ tenantId }: Actor, id: string): Promise<ConversationDetail> {
    const conversation = await this.reader.one(tenantId, id);
    if (!conversation) throw new DomainError('conversations.not_found');
    return this.unitOfWork.run(tenantId, async () => ({
      ...conversation,
      turns: (await this.transcripts.ofConversation(tenantId, id)).map(toTurn),
      toolExecutions: (await this.tools.ofConversation(tenantId, id)).map(toToolExecution),
    }));
  }

  /** What was said, in order. @throws DomainError `conversations.not_found` */
  transcript({ tenantId }: Actor, id: string): Promise<TurnList> {
    return this.unitOfWork.run(tenantId, async () => {
      if (!(await this.conversations.byId(tenantId, id))) throw new DomainError('conversations.not_found');
      return { items: (await this.transcripts.ofConversation(tenantId, id)).map(toTurn) };
    });
  }
}
