import { Injectable } from '@nestjs/common';
import { PostgresListener } from '../../../platform/cache/postgres-listener.js';
import { BellLoop } from '../../../platform/events/bell-loop.js';
import { WEBHOOK_CHANNEL } from './webhook-bell.js';
import { WebhookHandOver } from './webhook-hand-over.js';

/** Keeps messages to endpoints going in a worker process. */
@Injectable()
export class WebhookHandOverLoop extends BellLoop {
  constructor(handOver: WebhookHandOver, listener: PostgresListener) {
    super(WEBHOOK_CHANNEL, handOver, listener);
  }
}
