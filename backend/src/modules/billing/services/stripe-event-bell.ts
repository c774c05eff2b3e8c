import { Injectable } from '@nestjs/common';
import { AllTenantsNotificationRepository } from '../../../platform/cache/all-tenants-notification.repository.js';
import { ChannelBell } from '../../../platform/events/bell.js';

export const STRIPE_EVENT_CHANNEL = 'orbis_stripe_events';

/** Tells the workers that events of Stripe were stored. */
@Injectable()
export class StripeEventBell extends ChannelBell {
  constructor(notifications: AllTenantsNotificationRepository) {
    super(notifications, STRIPE_EVENT_CHANNEL);
  }
}
