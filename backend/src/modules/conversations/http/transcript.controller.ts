import { Controller, Get, Param } from '@nestjs/common';
import { TurnList } from '@orbisvoice/shared-dto';
import * as z from 'zod';
import type { Actor } from '../../../platform/access/actor.js';
import { CurrentActor } from '../../../platform/access/current-actor.js';
import { ApiEndpoint } from '../../../platform/http/api-endpoint.js';
import { ConversationQueryService } from '../services/conversation-query.service.js';

const ConversationParam = z.strictObject({ conversationId: z.uuid() });
type ConversationParam = z.infer<typeof ConversationParam>;

@Controller('transcripts')
export class TranscriptController {
  constructor(private readonly queries: ConversationQueryService) {}

  @Get(':conversationId')
  @ApiEndpoint({
    allow: 'conversations.read',
    ok: TurnList,
    errors: ['conversations.not_found'],
    summary: 'What was said in a conversation',
  })
  get(@CurrentActor() actor: Actor, @Param({ schema: ConversationParam }) { conversationId }: ConversationParam): Promise<TurnList> {
    return this.queries.transcript(actor, conversationId);
  }
}
