export { WebhookDirectory } from './services/webhook-directory.js';
export { WebhookHandOver } from './services/webhook-hand-over.js';
export { WebhooksWorkerModule } from './webhooks-worker.module.js';
export { WebhooksModule } from './webhooks.module.js';
