import { Injectable } from '@nestjs/common';
import { AllTenantsNotificationRepository } from '../cache/all-tenants-notification.repository.js';
import { ChannelBell } from './bell.js';

export const OUTBOX_CHANNEL = 'orbis_outbox';

/** Wakes the relay after the commit of an event. */
@Injectable()
export class OutboxBell extends ChannelBell {
  constructor(notifications: AllTenantsNotificationRepository) {
    super(notifications, OUTBOX_CHANNEL);
  }
}
