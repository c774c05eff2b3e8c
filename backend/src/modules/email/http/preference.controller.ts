import { Body, Controller, Get, Put } from '@nestjs/common';
import { EmailPreferences, UpdateEmailPreferences } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { CurrentActor } from '../../../platform/access/current-actor.js';
import { NotWhileImpersonating } from '../../../platform/access/not-while-impersonating.js';
import { ApiEndpoint } from '../../../platform/http/api-endpoint.js';
import { OwnPreferences } from '../services/own-preferences.service.js';

/** Which mails come, for the signed-in person. */
@Controller('email/preferences')
export class PreferenceController {
  constructor(private readonly preferences: OwnPreferences) {}

  @Get()
  @ApiEndpoint({ allow: 'account.read', summary: 'Which mails come to the own address, and to the billing address', ok: EmailPreferences })
  list(@CurrentActor() actor: Actor): Promise<EmailPreferences> {
    return this.preferences.list(actor);
  }

  @Put()
  @ApiEndpoint({ allow: 'account.update', summary: 'Choose which mails come; what is not named stays', ok: EmailPreferences })
  @NotWhileImpersonating()
  update(@CurrentActor() actor: Actor, @Body({ schema: UpdateEmailPreferences }) body: UpdateEmailPreferences): Promise<EmailPreferences> {
    return this.preferences.update(actor, body);
  }
}
