import { Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { IntegrationParam, IntegrationProbe, SystemIntegrations } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { CurrentActor } from '../../../platform/access/current-actor.js';
import { NotWhileImpersonating } from '../../../platform/access/not-while-impersonating.js';
import { ApiEndpoint } from '../../../platform/http/api-endpoint.js';
import { IntegrationBoard } from '../services/integration-board.service.js';
import { IntegrationProbes } from '../services/integration-probes.service.js';

/** What the platform depends on outside itself. */
@ApiTags('Admin')
@Controller('admin/system/integrations')
export class IntegrationController {
  constructor(
    private readonly board: IntegrationBoard,
    private readonly probes: IntegrationProbes,
  ) {}

  @Get()
  @ApiEndpoint({ allow: 'admin.read', ok: SystemIntegrations, summary: 'Integrations with last success, last error and circuits' })
  read(): Promise<SystemIntegrations> {
    return this.board.read();
  }

  @Post(':name/probe')
  @ApiEndpoint({
    allow: 'admin.manage',
    ok: IntegrationProbe,
    errors: ['integrations.not_found', 'integrations.probe_too_soon'],
    summary: 'Ask an integration whether it is there; changes nothing at it',
  })
  @NotWhileImpersonating()
  probe(@CurrentActor() actor: Actor, @Param({ schema: IntegrationParam }) { name }: IntegrationParam): Promise<IntegrationProbe> {
    return this.probes.run(actor, name);
  }
}
