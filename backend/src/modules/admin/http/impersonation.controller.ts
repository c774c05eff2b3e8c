import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { IdParam, ImpersonationTicket, StartImpersonation } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { CurrentActor } from '../../../platform/access/current-actor.js';
import { NotWhileImpersonating } from '../../../platform/access/not-while-impersonating.js';
import { ApiEndpoint } from '../../../platform/http/api-endpoint.js';
import { ImpersonationDesk } from '../services/impersonation-desk.service.js';

/** Acting as a person of a tenant. */
@ApiTags('Admin')
@Controller('admin/tenants/:id/impersonate')
export class AdminImpersonationController {
  constructor(private readonly desk: ImpersonationDesk) {}

  @Post()
  @ApiEndpoint({
    allow: 'admin.manage',
    ok: ImpersonationTicket,
    status: 201,
    errors: ['admin.user_not_found', 'admin.user_protected', 'auth.account_banned'],
    summary: 'Act as a person of a tenant for half an hour at most; its owners are told',
  })
  @NotWhileImpersonating()
  start(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParam }) { id }: IdParam,
    @Body({ schema: StartImpersonation }) body: StartImpersonation,
  ): Promise<ImpersonationTicket> {
    return this.desk.start(actor, id, body);
  }
}
