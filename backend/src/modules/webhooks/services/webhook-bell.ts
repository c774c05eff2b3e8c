import { Injectable } from '@nestjs/common';
import { AllTenantsNotificationRepository } from '../../../platform/cache/all-tenants-notification.repository.js';
import { ChannelBell } from '../../../platform/events/bell.js';

export const WEBHOOK_CHANNEL = 'orbis_webhooks';

/** Tells the workers that messages wait. */
@Injectable()
export class WebhookBell extends ChannelBell {
  constructor(notifications: AllTenantsNotificationRepository) {
    super(notifications, WEBHOOK_CHANNEL);
  }
}
