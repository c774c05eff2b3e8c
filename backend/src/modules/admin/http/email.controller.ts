import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  AdminEmailCopy,
  AdminEmailDetail,
  AdminEmailList,
  AdminEmailQuery,
  AdminEmailSummary,
  IdParam,
  ResendEmail,
  ResentEmail,
  StopEmail,
} from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { CurrentActor } from '../../../platform/access/current-actor.js';
import { NotWhileImpersonating } from '../../../platform/access/not-while-impersonating.js';
import { ApiEndpoint } from '../../../platform/http/api-endpoint.js';
import { EmailActions } from '../services/email-actions.service.js';
import { EmailCopyDesk } from '../services/email-copy-desk.service.js';
import { EmailDesk } from '../services/email-desk.service.js';

/** The mails of all tenants: what was sent to whom, what became of it, and once more. */
@ApiTags('Admin')
@Controller('admin/emails')
export class EmailController {
  constructor(
    private readonly desk: EmailDesk,
    private readonly copies: EmailCopyDesk,
    private readonly actions: EmailActions,
  ) {}

  @Get()
  @ApiEndpoint({ allow: 'admin.read', ok: AdminEmailList, summary: 'Mails of all tenants, newest first' })
  list(@Query({ schema: AdminEmailQuery }) query: AdminEmailQuery): Promise<AdminEmailList> {
    return this.desk.list(query);
  }

  @Get('summary')
  @ApiEndpoint({ allow: 'admin.read', ok: AdminEmailSummary, summary: 'The mail of the last 24 hours, and what waits now' })
  summary(): Promise<AdminEmailSummary> {
    return this.desk.summary();
  }

  @Get(':id')
  @ApiEndpoint({
    allow: 'admin.read',
    ok: AdminEmailDetail,
    errors: ['email.message_not_found'],
    summary: 'One mail with what became of it',
  })
  read(@Param({ schema: IdParam }) { id }: IdParam): Promise<AdminEmailDetail> {
    return this.desk.read(id);
  }

  @Get(':id/copy')
  @ApiEndpoint({
    allow: 'admin.read',
    ok: AdminEmailCopy,
    errors: ['email.message_not_found', 'email.copy_purged'],
    summary: 'What was sent, for 30 days; secrets are masked',
  })
  copy(@CurrentActor() actor: Actor, @Param({ schema: IdParam }) { id }: IdParam): Promise<AdminEmailCopy> {
    return this.copies.read(actor, id);
  }

  @Post(':id/resend')
  @ApiEndpoint({
    allow: 'admin.manage',
    ok: ResentEmail,
    errors: ['email.message_not_found', 'email.message_under_way', 'email.copy_purged', 'email.address_suppressed'],
    summary: 'Send a mail once more, as a new mail',
  })
  @NotWhileImpersonating()
  resend(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParam }) { id }: IdParam,
    @Body({ schema: ResendEmail }) body: ResendEmail,
  ): Promise<ResentEmail> {
    return this.actions.resend(actor, id, body);
  }

  @Post(':id/stop')
  @ApiEndpoint({
    allow: 'admin.manage',
    ok: null,
    errors: ['email.message_not_found', 'email.not_waiting'],
    summary: 'Stop a mail that still waits',
  })
  @NotWhileImpersonating()
  stop(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParam }) { id }: IdParam,
    @Body({ schema: StopEmail }) body: StopEmail,
  ): Promise<void> {
    return this.actions.stop(actor, id, body);
  }
}
