import { Module } from '@nestjs/common';
import { OutboxRelayLoop } from './outbox-relay-loop.js';

/** Runs the relay: imported by the worker process only. */
@Module({ providers: [OutboxRelayLoop] })
export class OutboxRelayModule {}
