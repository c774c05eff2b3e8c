import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  AddEmailSuppression,
  AdminEmailSuppression,
  AdminEmailSuppressionPage,
  AdminEmailSuppressionQuery,
  IdParam,
  RemoveEmailSuppression,
} from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { CurrentActor } from '../../../platform/access/current-actor.js';
import { NotWhileImpersonating } from '../../../platform/access/not-while-impersonating.js';
import { ApiEndpoint } from '../../../platform/http/api-endpoint.js';
import { EmailSuppressionDesk } from '../services/email-suppression-desk.service.js';

/** Addresses that are not written to. */
@ApiTags('Admin')
@Controller('admin/email-suppressions')
export class AdminEmailSuppressionController {
  constructor(private readonly desk: EmailSuppressionDesk) {}

  @Get()
  @ApiEndpoint({ allow: 'admin.read', ok: AdminEmailSuppressionPage, summary: 'Suppressed addresses, newest first' })
  list(@Query({ schema: AdminEmailSuppressionQuery }) query: AdminEmailSuppressionQuery): Promise<AdminEmailSuppressionPage> {
    return this.desk.list(query);
  }

  @Post()
  @ApiEndpoint({
    allow: 'admin.manage',
    ok: AdminEmailSuppression,
    status: 201,
    errors: ['email.already_suppressed'],
    summary: 'Write to an address no more',
  })
  @NotWhileImpersonating()
  add(@CurrentActor() actor: Actor, @Body({ schema: AddEmailSuppression }) body: AddEmailSuppression): Promise<AdminEmailSuppression> {
    return this.desk.add(actor, body);
  }

  @Delete(':id')
  @ApiEndpoint({ allow: 'admin.manage', ok: null, errors: ['email.suppression_not_found'], summary: 'Lift a suppression' })
  @NotWhileImpersonating()
  remove(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParam }) { id }: IdParam,
    @Body({ schema: RemoveEmailSuppression }) body: RemoveEmailSuppression,
  ): Promise<void> {
    return this.desk.remove(actor, id, body);
  }

  @Post(':id/restore')
  @ApiEndpoint({
    allow: 'admin.manage',
    ok: null,
    errors: ['email.suppression_not_found', 'email.already_suppressed'],
    summary: 'Put back a suppression that was lifted',
  })
  @NotWhileImpersonating()
  restore(@CurrentActor() actor: Actor, @Param({ schema: IdParam }) { id }: IdParam): Promise<void> {
    return this.desk.restore(actor, id);
  }
}
