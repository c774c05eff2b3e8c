import { Injectable } from '@nestjs/common';
import type { Conversation, StartConversation } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { Clock } from '../../../platform/clock/clock.js';
import { newId } from '../../../platform/database/ids.js';
import { SharedCommit } from '../../../platform/database/shared-commit.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { isMetered } from '../domain/usage-claim.js';
import { ConversationReader } from '../persistence/conversation.reader.js';
import { ConversationRepository, type NewConversation } from '../persistence/conversation.repository.js';
import { ConversationNews } from './conversation-news.js';
import { isSameStart } from './same-start.js';
import { StartAdmission } from './start-admission.js';

/** Opens conversations: once per session, never beyond the plan. */
@Injectable()
export class ConversationStartService {
  constructor(
    private readonly conversations: ConversationRepository,
    private readonly reader: ConversationReader,
    private readonly admission: StartAdmission,
    private readonly shared: SharedCommit,
    private readonly news: ConversationNews,
    private readonly clock: Clock,
  ) {}

  /**
   * Starts the conversation of a session, or answers with the one it has.
   * @throws DomainError `conversations.session_reused` when the session was started with another body,
   *   `usage_limit_reached` when the plan has no place left, `agents.not_found`, `agents.inactive`, `tenants.suspended`
   */
  async start(actor: Actor, input: StartConversation): Promise<Conversation> {
    const { tenantId } = actor;
    const existing = await this.reader.bySession(tenantId, input.sessionId);
    if (existing) return original(existing, input);
    await this.admission.check(tenantId, input.agentId);
    const id = newId();
    await this.open(actor, isMetered(input.channel) ? await this.admission.reserve(tenantId, id, input) : id, input);
    const started = await this.reader.bySession(tenantId, input.sessionId);
    // deleted between our commit and this read
    if (!started) throw new DomainError('conversations.not_found');
    return original(started, input);
  }

  private async open(actor: Actor, id: string, input: StartConversation): Promise<void> {
    const { tenantId } = actor;
    const started: NewConversation = {
      id,
      agentId: input.agentId,
      sessionId: input.sessionId,
      channel: input.channel,
      startedAt: this.clock.now(),
      visitorId: input.visitorId ?? null,
      country: input.country ?? null,
      device: input.device ?? null,
      browser: input.browser ?? null,
    };
    await this.shared.run(tenantId, async () => {
      if (await this.conversations.insertUnlessStarted(tenantId, started)) await this.news.started(actor, started);
    });
  }
}

function original(conversation: Conversation, input: StartConversation): Conversation {
  if (!isSameStart(conversation, input)) throw new DomainError('conversations.session_reused');
  return conversation;
}
