import { type DynamicModule, Module } from '@nestjs/common';
import { applicationImports } from './app.module.js';
import { BillingWorkerModule } from './modules/billing/index.js';
import { SystemRecorderModule } from './modules/system/index.js';
import { WebhooksWorkerModule } from './modules/webhooks/index.js';
import { type Settings } from './platform/config/settings.js';
import { OutboxRelayModule } from './platform/events/outbox-relay.module.js';
import { WorkersModule } from './platform/queues/workers.module.js';

/** The workers: the same modules, no HTTP, plus the queue consumers, the schedules and the outbox relay. */
@Module({})
export class WorkerModule {
  static forRoot(settings: Settings): DynamicModule {
    return {
      module: WorkerModule,
      imports: [
        ...applicationImports(settings),
        WorkersModule,
        OutboxRelayModule,
        BillingWorkerModule,
        WebhooksWorkerModule,
        SystemRecorderModule.forProcess('worker'),
      ],
    };
  }
}
