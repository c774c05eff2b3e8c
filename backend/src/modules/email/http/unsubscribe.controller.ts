import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { originOf } from '../../../platform/access/current-actor.js';
import { ApiEndpoint, type EndpointOptions } from '../../../platform/http/api-endpoint.js';
import { AcceptsForm, type FormFields } from '../../../platform/http/forms.js';
import { UnsubscribeService, type LinkRequest, type UnsubscribeView } from '../services/unsubscribe.service.js';
import { choicesOf, linkActionOf } from './link-form.js';
import { PAGE_STYLE } from './page-style.js';
import { preferencesPage, unsubscribePage } from './unsubscribe-pages.js';
import { sendInvalid, sendPage } from './send-page.js';

const page = (summary: string): EndpointOptions => ({
  public: true,
  summary,
  ok: null,
  status: 200,
  mediaType: 'text/html',
  errors: ['email.token_invalid'],
});

/**
 * The links of mails, for whoever holds one: no session, no cookie, no script. Looking (GET, HEAD) changes nothing, because scanners follow
 * every link of every mail; POST acts at once and as often as it likes (RFC 8058).
 */
@Controller('email')
export class UnsubscribeController {
  constructor(private readonly unsubscribe: UnsubscribeService) {}

  @Get('style.css')
  @ApiEndpoint({ public: true, summary: 'The look of the pages behind the links of mails', ok: null, status: 200, mediaType: 'text/css' })
  style(@Res() reply: FastifyReply): FastifyReply {
    return reply.header('cache-control', 'public, max-age=86400').type('text/css; charset=utf-8').send(PAGE_STYLE);
  }

  @Get('unsubscribe/:token')
  @ApiEndpoint(page('The page behind the link of a mail: why it came, and a button to end such mails'))
  async show(@Param('token') token: string, @Res() reply: FastifyReply): Promise<FastifyReply> {
    return answer(reply, await this.unsubscribe.look(token), unsubscribePage);
  }

  @Post('unsubscribe/:token')
  @AcceptsForm()
  @ApiEndpoint(page('End such mails at once, as `List-Unsubscribe=One-Click` asks; `action=resubscribe` takes it back'))
  async turn(@Param('token') token: string, @Body() form: FormFields | undefined, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const { source, to } = linkActionOf(form);
    return answer(reply, await this.unsubscribe.turn(requestOf(reply, token, source), to), unsubscribePage);
  }

  @Get('unsubscribe/:token/preferences')
  @ApiEndpoint(page('All choices of the recipient of a mail, without signing in'))
  async choices(@Param('token') token: string, @Res() reply: FastifyReply): Promise<FastifyReply> {
    return answer(reply, await this.unsubscribe.look(token), preferencesPage);
  }

  @Post('unsubscribe/:token/preferences')
  @AcceptsForm()
  @ApiEndpoint(page('Save all choices: a field per category that stays on'))
  async save(@Param('token') token: string, @Body() form: FormFields | undefined, @Res() reply: FastifyReply): Promise<FastifyReply> {
    return answer(reply, await this.unsubscribe.save(requestOf(reply, token, 'page'), () => choicesOf(form)), (view) =>
      preferencesPage(view, true),
    );
  }
}

const requestOf = ({ request }: FastifyReply, token: string, source: LinkRequest['source']): LinkRequest => ({
  token,
  source,
  origin: originOf(request),
});

const answer = (reply: FastifyReply, view: UnsubscribeView | null, show: (view: UnsubscribeView) => string): FastifyReply =>
  view ? sendPage(reply, show(view)) : sendInvalid(reply);
