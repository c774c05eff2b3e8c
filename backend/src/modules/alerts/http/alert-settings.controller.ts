import { Body, Controller, Get, HttpStatus, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AlertDelivery, AlertDeliveryList, AlertSettings, ChangeAlertSettings, ChangedAlertSettings } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { CurrentActor } from '../../../platform/access/current-actor.js';
import { NotWhileImpersonating } from '../../../platform/access/not-while-impersonating.js';
import { ApiEndpoint } from '../../../platform/http/api-endpoint.js';
import { RateLimit } from '../../../platform/rate-limit/rate-limit.decorator.js';
import { AlertSettingsDesk } from '../services/alert-settings-desk.js';

/** Who is told of alerts. */
@ApiTags('Admin')
@Controller('admin/alert-settings')
export class AlertSettingsController {
  constructor(private readonly desk: AlertSettingsDesk) {}

  @Get()
  @ApiEndpoint({ allow: 'admin.read', ok: AlertSettings, summary: 'Which alerts go where' })
  read(): Promise<AlertSettings> {
    return this.desk.read();
  }

  @Patch()
  @ApiEndpoint({ allow: 'admin.manage', ok: ChangedAlertSettings, summary: 'Set which alerts go where' })
  @NotWhileImpersonating()
  change(@CurrentActor() actor: Actor, @Body({ schema: ChangeAlertSettings }) body: ChangeAlertSettings): Promise<ChangedAlertSettings> {
    return this.desk.change(actor, body);
  }

  @Get('deliveries')
  @ApiEndpoint({ allow: 'admin.read', ok: AlertDeliveryList, summary: 'The latest 50 deliveries, newest first' })
  deliveries(): Promise<AlertDeliveryList> {
    return this.desk.latest();
  }

  @Post('test')
  @ApiEndpoint({
    allow: 'admin.manage',
    ok: AlertDelivery,
    status: HttpStatus.ACCEPTED,
    errors: ['alerts.webhook_missing'],
    summary: 'Send a test to the webhook',
  })
  @RateLimit({ name: 'alert-test', perMinute: 10, burst: 20, by: 'ip' })
  @NotWhileImpersonating()
  test(@CurrentActor() actor: Actor): Promise<AlertDelivery> {
    return this.desk.test(actor);
  }
}
