import { Controller, Get, Query } from '@nestjs/common';
import { AgentAnalytics, AnalyticsQuery, ConversationAnalytics } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { CurrentActor } from '../../../platform/access/current-actor.js';
import { ApiEndpoint } from '../../../platform/http/api-endpoint.js';
import { AgentAnalyticsService } from '../services/agent-analytics.service.js';
import { ConversationAnalyticsService } from '../services/conversation-analytics.service.js';

/** What conversations and agents of a workspace did. */
@Controller('analytics')
export class ConversationAnalyticsController {
  constructor(
    private readonly conversations: ConversationAnalyticsService,
    private readonly agents: AgentAnalyticsService,
  ) {}

  @Get('conversations')
  @ApiEndpoint({
    allow: 'stats.read',
    ok: ConversationAnalytics,
    errors: ['agents.not_found'],
    isHot: true,
    summary: 'Conversations over time: outcomes, durations, hours of the week, the most active agents',
  })
  ofConversations(@CurrentActor() actor: Actor, @Query({ schema: AnalyticsQuery }) query: AnalyticsQuery): Promise<ConversationAnalytics> {
    return this.conversations.report(actor, query);
  }

  @Get('agents')
  @ApiEndpoint({
    allow: 'stats.read',
    ok: AgentAnalytics,
    errors: ['agents.not_found'],
    isHot: true,
    summary: 'Agents side by side, what their tools did and why calls of them failed',
  })
  ofAgents(@CurrentActor() actor: Actor, @Query({ schema: AnalyticsQuery }) query: AnalyticsQuery): Promise<AgentAnalytics> {
    return this.agents.report(actor, query);
  }
}
