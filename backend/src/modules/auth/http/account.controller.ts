import { Body, Controller, Delete, Get, Param, Patch, Post } from '@nestjs/common';
import { ChangePassword, IdParam, Me, SessionList, UpdateMe } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { CurrentActor } from '../../../platform/access/current-actor.js';
import { NotWhileImpersonating } from '../../../platform/access/not-while-impersonating.js';
import { ApiEndpoint } from '../../../platform/http/api-endpoint.js';
import { AccountService } from '../services/account.service.js';
import { OwnSessionsService } from '../services/own-sessions.service.js';
import { PasswordService } from '../services/password.service.js';

/** The signed-in person: name, password, sessions. */
@Controller('auth')
export class AccountController {
  constructor(
    private readonly account: AccountService,
    private readonly passwords: PasswordService,
    private readonly sessions: OwnSessionsService,
  ) {}

  @Get('me')
  @ApiEndpoint({ allow: 'account.read', summary: 'Who is signed in', ok: Me })
  me(@CurrentActor() actor: Actor): Promise<Me> {
    return this.account.me(actor);
  }

  @Patch('me')
  @ApiEndpoint({ allow: 'account.update', summary: 'Change the own name', ok: Me })
  update(@CurrentActor() actor: Actor, @Body({ schema: UpdateMe }) body: UpdateMe): Promise<Me> {
    return this.account.update(actor, body);
  }

  @Post('me/password')
  @ApiEndpoint({
    allow: 'account.update',
    summary: 'Replace the password; other sessions end',
    ok: null,
    errors: ['auth.password_compromised', 'auth.busy'],
  })
  @NotWhileImpersonating()
  changePassword(@CurrentActor() actor: Actor, @Body({ schema: ChangePassword }) body: ChangePassword): Promise<void> {
    return this.passwords.change(actor, body);
  }

  @Get('sessions')
  @ApiEndpoint({ allow: 'account.read', summary: 'Where the own account is signed in', ok: SessionList })
  list(@CurrentActor() actor: Actor): Promise<SessionList> {
    return this.sessions.list(actor);
  }

  @Delete('sessions/:id')
  @ApiEndpoint({ allow: 'account.update', summary: 'End one of the own sessions', ok: null, errors: ['request.not_found'] })
  @NotWhileImpersonating()
  revoke(@CurrentActor() actor: Actor, @Param({ schema: IdParam }) { id }: IdParam): Promise<void> {
    return this.sessions.revoke(actor, id);
  }
}
