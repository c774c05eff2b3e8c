import { Module } from '@nestjs/common';
import { EventsModule } from '../../platform/events/events.module.js';
import { ApiWebhooks } from '../../platform/http/api-webhooks.js';
import { AuditModule } from '../audit/index.js';
import { WebhookEndpointDisabled } from './events/webhook-endpoint-disabled.event.js';
import { WebhookEndpointFailing } from './events/webhook-endpoint-failing.event.js';
import './webhooks.errors.js';
import { WebhookDeliveryController } from './http/webhook-delivery.controller.js';
import { describedWebhooks } from './http/webhook-descriptions.js';
import { WebhookEndpointController } from './http/webhook-endpoint.controller.js';
import { ForgetWebhooks } from './jobs/forget-webhooks.job.js';
import { AllTenantsWebhookLineRepository } from './persistence/all-tenants-webhook-line.repository.js';
import { WebhookDeliveryRepository } from './persistence/webhook-delivery.repository.js';
import { WebhookEndpointRepository } from './persistence/webhook-endpoint.repository.js';
import { WebhookAddresses } from './services/webhook-addresses.js';
import { WebhookBell } from './services/webhook-bell.js';
import { WebhookDirectory } from './services/webhook-directory.js';
import { WebhookEndpoints } from './services/webhook-endpoints.service.js';
import { WebhookFanOut } from './services/webhook-fan-out.js';
import { WebhookHandOver } from './services/webhook-hand-over.js';
import { WebhookMetrics } from './services/webhook-metrics.js';
import { WebhookOutcomes } from './services/webhook-outcomes.js';
import { WebhookPost } from './services/webhook-post.js';
import { WebhookRecords } from './services/webhook-records.js';
import { WebhookReplays } from './services/webhook-replays.js';
import { WebhookSecrets } from './services/webhook-secrets.js';
import { WebhookSender } from './services/webhook-sender.js';

/** Tells the systems of workspaces of what happens in them. */
@Module({
  imports: [AuditModule, EventsModule.forFeature([WebhookEndpointFailing, WebhookEndpointDisabled])],
  controllers: [WebhookEndpointController, WebhookDeliveryController],
  providers: [
    AllTenantsWebhookLineRepository,
    ForgetWebhooks,
    WebhookAddresses,
    WebhookBell,
    WebhookDeliveryRepository,
    WebhookDirectory,
    WebhookEndpointRepository,
    WebhookEndpoints,
    WebhookFanOut,
    WebhookHandOver,
    WebhookMetrics,
    WebhookOutcomes,
    WebhookPost,
    WebhookRecords,
    WebhookReplays,
    WebhookSecrets,
    WebhookSender,
  ],
  exports: [WebhookDirectory, WebhookHandOver],
})
export class WebhooksModule {
  constructor(descriptions: ApiWebhooks) {
    descriptions.describe(describedWebhooks());
  }
}
