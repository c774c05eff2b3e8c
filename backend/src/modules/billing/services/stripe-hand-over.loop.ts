import { Injectable } from '@nestjs/common';
import { PostgresListener } from '../../../platform/cache/postgres-listener.js';
import { BellLoop } from '../../../platform/events/bell-loop.js';
import { STRIPE_EVENT_CHANNEL } from './stripe-event-bell.js';
import { StripeHandOver } from './stripe-hand-over.service.js';

/** Keeps the hand-over of Stripe's events going in a worker process. */
@Injectable()
export class StripeHandOverLoop extends BellLoop {
  constructor(handOver: StripeHandOver, listener: PostgresListener) {
    super(STRIPE_EVENT_CHANNEL, handOver, listener);
  }
}
