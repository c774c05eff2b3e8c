import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { EmailPreviewParam, EmailPreviewQuery } from '@orbisvoice/shared-dto';
import type { ErrorCode } from '@orbisvoice/shared-dto/values';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { statusOf } from '../../../platform/errors/error-registry.js';
import { ApiEndpoint } from '../../../platform/http/api-endpoint.js';
import { SANDBOX_POLICY } from '../../../platform/web/csp.js';
import { noticePage } from '../../../platform/web/notice-page.js';
import { EmailCopyDesk } from '../services/email-copy-desk.service.js';

/** What stands in a frame whose mail cannot be shown; the way out is beside the frame, which can do nothing itself. */
const NOTICES: Partial<Record<ErrorCode, readonly [title: string, sentence: string]>> = {
  'email.preview_expired': [
    'This view has expired',
    'A mail can be looked at for some minutes at a time. Choose “Load again” to see it once more.',
  ],
  'email.copy_purged': ['There is no copy any more', 'What this mail said is no longer kept.'],
};

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
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const page = await this.copies.page(ticket, scheme).catch((error: unknown) => noticeInstead(error, request, reply));
    // a sandbox has no origin that could have a process of its own
    void reply.removeHeader('origin-agent-cluster');
    void reply.headers({ 'content-security-policy': SANDBOX_POLICY, 'x-frame-options': 'SAMEORIGIN' }).type('text/html; charset=utf-8');
    return page;
  }
}

/** A frame shows whatever it is answered: a page for people, where a program gets the problem document. @throws the error for programs */
function noticeInstead(error: unknown, request: FastifyRequest, reply: FastifyReply): string {
  const notice = error instanceof DomainError ? NOTICES[error.code] : undefined;
  if (!notice || !(error instanceof DomainError) || !request.headers.accept?.includes('text/html')) throw error;
  void reply.status(statusOf(error.code));
  return noticePage(...notice);
}
