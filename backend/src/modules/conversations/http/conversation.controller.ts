import { Body, Controller, Delete, Get, Header, Param, Post, Query } from '@nestjs/common';
import {
  AddToolExecution,
  AddTurns,
  Conversation,
  ConversationDetail,
  ConversationList,
  ConversationQuery,
  EndConversation,
  IdParam,
  StartConversation,
  ToolExecution,
  TurnList,
} from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { CurrentActor } from '../../../platform/access/current-actor.js';
import { NotWhileImpersonating } from '../../../platform/access/not-while-impersonating.js';
import { ApiEndpoint } from '../../../platform/http/api-endpoint.js';
import { ConversationEndService } from '../services/conversation-end.service.js';
import { ConversationLogService } from '../services/conversation-log.service.js';
import { ConversationQueryService } from '../services/conversation-query.service.js';
import { ConversationStartService } from '../services/conversation-start.service.js';

@Controller('conversations')
export class ConversationController {
  constructor(
    private readonly starts: ConversationStartService,
    private readonly log: ConversationLogService,
    private readonly ends: ConversationEndService,
    private readonly queries: ConversationQueryService,
  ) {}

  @Post()
  @ApiEndpoint({
    allow: 'conversations.write',
    ok: Conversation,
    isHot: true,
    status: 201,
    idempotent: true,
    errors: ['agents.not_found', 'agents.inactive', 'conversations.session_reused', 'usage_limit_reached', 'tenants.suspended'],
    summary: 'Start the conversation of a session; the same session and body give the original conversation',
  })
  start(@CurrentActor() actor: Actor, @Body({ schema: StartConversation }) body: StartConversation): Promise<Conversation> {
    return this.starts.start(actor, body);
  }

  @Post(':id/turns')
  @ApiEndpoint({
    allow: 'conversations.write',
    ok: TurnList,
    isHot: true,
    status: 201,
    idempotent: true,
    errors: ['conversations.not_found', 'conversations.ended'],
    summary: 'Append turns to the transcript; the first visitor turn makes the conversation count',
  })
  addTurns(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParam }) { id }: IdParam,
    @Body({ schema: AddTurns }) body: AddTurns,
  ): Promise<TurnList> {
    return this.log.addTurns(actor.tenantId, id, body);
  }

  @Post(':id/tool-executions')
  @ApiEndpoint({
    allow: 'conversations.write',
    ok: ToolExecution,
    isHot: true,
    status: 201,
    idempotent: true,
    errors: ['conversations.not_found', 'conversations.ended', 'conversations.call_reused'],
    summary: 'Record an execution of a tool; one with the callId of an earlier one is the next attempt of that call',
  })
  addToolExecution(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParam }) { id }: IdParam,
    @Body({ schema: AddToolExecution }) body: AddToolExecution,
  ): Promise<ToolExecution> {
    return this.log.addToolExecution(actor, id, body);
  }

  @Post(':id/end')
  @ApiEndpoint({
    allow: 'conversations.write',
    ok: Conversation,
    isHot: true,
    errors: ['conversations.not_found'],
    summary: 'End a conversation; ending it again answers the same',
  })
  end(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParam }) { id }: IdParam,
    @Body({ schema: EndConversation }) body: EndConversation,
  ): Promise<Conversation> {
    return this.ends.end(actor, id, body);
  }

  @Get()
  @Header('content-type', 'application/json; charset=utf-8')
  @ApiEndpoint({ allow: 'conversations.read', ok: ConversationList, summary: 'List conversations, newest first' })
  list(@CurrentActor() actor: Actor, @Query({ schema: ConversationQuery }) query: ConversationQuery): Promise<string> {
    return this.queries.list(actor, query);
  }

  @Get(':id')
  @ApiEndpoint({
    allow: 'conversations.read',
    ok: ConversationDetail,
    errors: ['conversations.not_found'],
    summary: 'Read a conversation with transcript and tool calls',
  })
  get(@CurrentActor() actor: Actor, @Param({ schema: IdParam }) { id }: IdParam): Promise<ConversationDetail> {
    return this.queries.get(actor, id);
  }

  @Delete(':id')
  @ApiEndpoint({
    allow: 'conversations.delete',
    ok: null,
    errors: ['conversations.not_found'],
    summary: 'Delete a conversation and everything said in it; its usage stays counted',
  })
  @NotWhileImpersonating()
  delete(@CurrentActor() actor: Actor, @Param({ schema: IdParam }) { id }: IdParam): Promise<void> {
    return this.ends.delete(actor, id);
  }
}
