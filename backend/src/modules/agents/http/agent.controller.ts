import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { Agent, AgentPage, AgentQuery, CreateAgent, EmbedCode, IdParam, UpdateAgent } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { CurrentActor } from '../../../platform/access/current-actor.js';
import { NotWhileImpersonating } from '../../../platform/access/not-while-impersonating.js';
import { ApiEndpoint } from '../../../platform/http/api-endpoint.js';
import { AgentService } from '../services/agent.service.js';

@Controller('agents')
export class AgentController {
  constructor(private readonly agents: AgentService) {}

  @Get()
  @ApiEndpoint({ allow: 'agents.read', ok: AgentPage, summary: 'List agents' })
  list(@CurrentActor() actor: Actor, @Query({ schema: AgentQuery }) query: AgentQuery): Promise<AgentPage> {
    return this.agents.list(actor, query);
  }

  @Post()
  @ApiEndpoint({ allow: 'agents.manage', ok: Agent, status: 201, idempotent: true, summary: 'Create an agent' })
  create(@CurrentActor() actor: Actor, @Body({ schema: CreateAgent }) body: CreateAgent): Promise<Agent> {
    return this.agents.create(actor, body);
  }

  @Get(':id')
  @ApiEndpoint({ allow: 'agents.read', ok: Agent, errors: ['agents.not_found'], summary: 'Read an agent' })
  get(@CurrentActor() actor: Actor, @Param({ schema: IdParam }) { id }: IdParam): Promise<Agent> {
    return this.agents.get(actor, id);
  }

  @Patch(':id')
  @ApiEndpoint({ allow: 'agents.manage', ok: Agent, errors: ['agents.not_found'], summary: 'Change an agent' })
  update(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParam }) { id }: IdParam,
    @Body({ schema: UpdateAgent }) body: UpdateAgent,
  ): Promise<Agent> {
    return this.agents.update(actor, id, body);
  }

  @Delete(':id')
  @ApiEndpoint({ allow: 'agents.manage', ok: null, errors: ['agents.not_found'], summary: 'Delete an agent; its conversations stay' })
  @NotWhileImpersonating()
  delete(@CurrentActor() actor: Actor, @Param({ schema: IdParam }) { id }: IdParam): Promise<void> {
    return this.agents.delete(actor, id);
  }

  @Get(':id/embed')
  @ApiEndpoint({ allow: 'agents.read', ok: EmbedCode, errors: ['agents.not_found'], summary: 'The tag that puts the agent on a website' })
  embed(@CurrentActor() actor: Actor, @Param({ schema: IdParam }) { id }: IdParam): Promise<EmbedCode> {
    return this.agents.embed(actor, id);
  }
}
