import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { EmailPreviewParam, EmailPreviewQuery } from '@orbisvoice/shared-dto';
import type { FastifyReply } from 'fastify';
import { ApiEndpoint } from '../../../platform/http/api-endpoint.js';
import { SANDBOX_POLICY } from '../../../platform/web/csp.js';
import { EmailCopyDesk } from '../services/email-copy-desk.service.js';

/** Pages of mails for the console's frames, each under the sealed name that reading the mail handed out (decision 25). */
@ApiTags('Admin')
@Controller('email-previews')
export class EmailPreviewController {
  constructor(private readonly copies: EmailCopyDesk) {}

  @Get(':ticket')
  @ApiEndpoint({
    public: true,
    ok: null,
    status: 200,
    errors: ['email.preview_expired', 'email.copy_purged'],
    summary: 'A mail as a page, in a sandbox, for some minutes',
  })
  async page(
    @Param({ schema: EmailPreviewParam }) { ticket }: EmailPreviewParam,
    @Query({ schema: EmailPreviewQuery }) { scheme }: EmailPreviewQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const page = await this.copies.page(ticket, scheme);
    // a sandbox has no origin that could have a process of its own
    void reply.removeHeader('origin-agent-cluster');
    void reply.headers({ 'content-security-policy': SANDBOX_POLICY, 'x-frame-options': 'SAMEORIGIN' }).type('text/html; charset=utf-8');
    return page;
  }
}
