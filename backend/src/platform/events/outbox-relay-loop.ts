import { Injectable } from '@nestjs/common';
import { PostgresListener } from '../cache/postgres-listener.js';
import { BellLoop } from './bell-loop.js';
import { OUTBOX_CHANNEL } from './outbox-bell.js';
import { OutboxRelay } from './outbox-relay.js';

/** Keeps the relay going in a worker process. */
@Injectable()
export class OutboxRelayLoop extends BellLoop {
  constructor(relay: OutboxRelay, listener: PostgresListener) {
    super(OUTBOX_CHANNEL, relay, listener);
  }
}
