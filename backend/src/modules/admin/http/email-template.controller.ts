import { Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AdminEmailTemplateDetail, AdminEmailTemplateList, TemplateNameParam, TestEmailResult } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { CurrentActor } from '../../../platform/access/current-actor.js';
import { NotWhileImpersonating } from '../../../platform/access/not-while-impersonating.js';
import { ApiEndpoint } from '../../../platform/http/api-endpoint.js';
import { RateLimit } from '../../../platform/rate-limit/rate-limit.decorator.js';
import { EmailTemplateDesk } from '../services/email-template-desk.service.js';

/** The templates of every mail, with samples to look at. */
@ApiTags('Admin')
@Controller('admin/email-templates')
export class EmailTemplateController {
  constructor(private readonly desk: EmailTemplateDesk) {}

  @Get()
  @ApiEndpoint({ allow: 'admin.read', ok: AdminEmailTemplateList, summary: 'Templates of mails by name' })
  list(): AdminEmailTemplateList {
    return this.desk.list();
  }

  @Get(':name')
  @ApiEndpoint({
    allow: 'admin.read',
    ok: AdminEmailTemplateDetail,
    errors: ['email.template_not_found'],
    summary: 'One template, rendered from its sample',
  })
  read(@Param({ schema: TemplateNameParam }) { name }: TemplateNameParam): AdminEmailTemplateDetail {
    return this.desk.read(name);
  }

  @Post(':name/send-test')
  @ApiEndpoint({
    allow: 'admin.manage',
    ok: TestEmailResult,
    errors: ['email.template_not_found'],
    summary: 'Send the sample to one’s own address, marked as a test',
  })
  @RateLimit({ name: 'email-test', perMinute: 10, burst: 30, by: 'ip' })
  @NotWhileImpersonating()
  test(@CurrentActor() actor: Actor, @Param({ schema: TemplateNameParam }) { name }: TemplateNameParam): Promise<TestEmailResult> {
    return this.desk.test(actor, name);
  }
}
