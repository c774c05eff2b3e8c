import { Module } from '@nestjs/common';
import { WebhookHandOverLoop } from './services/webhook-hand-over.loop.js';
import { WebhooksModule } from './webhooks.module.js';

/** What of webhooks runs all the time: imported by the worker process only. */
@Module({ imports: [WebhooksModule], providers: [WebhookHandOverLoop] })
export class WebhooksWorkerModule {}
