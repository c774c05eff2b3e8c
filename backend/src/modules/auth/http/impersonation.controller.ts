import { Body, Controller, Delete, Post } from '@nestjs/common';
import { ImpersonatedSession, OpenImpersonation } from '@orbisvoice/shared-dto';
import type { Actor, Origin } from '../../../platform/access/actor.js';
import { CurrentActor, RequestOrigin } from '../../../platform/access/current-actor.js';
import { WhileImpersonating } from '../../../platform/access/not-while-impersonating.js';
import { ApiEndpoint } from '../../../platform/http/api-endpoint.js';
import { ImpersonationOpening } from '../services/impersonation-opening.js';
import { Impersonations } from '../services/impersonation.service.js';

/** The portal's side of staff who act as somebody else; the console's side begins it. */
@Controller('auth/impersonation')
export class ImpersonationController {
  constructor(
    private readonly opening: ImpersonationOpening,
    private readonly impersonations: Impersonations,
  ) {}

  @Post()
  @ApiEndpoint({
    public: true,
    summary: 'Exchange the one-time code of the console for a token that names both people and cannot be renewed',
    ok: ImpersonatedSession,
    errors: ['auth.token_invalid', 'auth.account_banned'],
  })
  open(@Body({ schema: OpenImpersonation }) { code }: OpenImpersonation, @RequestOrigin() origin: Origin): Promise<ImpersonatedSession> {
    return this.opening.open(code, origin);
  }

  @Delete()
  @ApiEndpoint({ allow: 'account.read', summary: 'End acting as somebody else', ok: null, errors: ['request.not_found'] })
  @WhileImpersonating()
  end(@CurrentActor() actor: Actor): Promise<void> {
    return this.impersonations.end(actor);
  }
}
