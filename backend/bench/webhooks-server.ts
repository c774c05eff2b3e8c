import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { WEBHOOK_SAMPLES } from '@orbisvoice/shared-dto';
import { NestFactory } from '@nestjs/core';
import { bodyOf } from '../src/modules/webhooks/services/event-body.js';
import { readSettings } from '../src/platform/config/settings.js';
import { newId } from '../src/platform/database/ids.js';
import { OutboxBell } from '../src/platform/events/outbox-bell.js';
import { outboundPost } from '../src/platform/http/outbound-post.js';
import { newWebhookSecret, webhookHeaders } from '../src/platform/http/standard-webhook.js';
import { Metrics } from '../src/platform/metrics/metrics.js';
import { WorkerModule } from '../src/worker.module.js';
import { type CountedWork, serveCounted } from './bench-process.js';

/** The limit is signed requests alone; the product is the worker as it ships. `GET /<n>` sends n messages and answers the seconds it took. */
export type WebhooksMode = 'bare' | 'product';

/** As many at once as the product's queue. */
const AT_ONCE = 30;

function bare(): CountedWork {
  const [url = '', caFile = ''] = [process.env['SINK_URL'], process.env['WEBHOOK_CA_FILE']];
  const [ca, secret] = [readFileSync(caFile, 'utf8'), newWebhookSecret()];
  const send = async (): Promise<void> => {
    const at = new Date();
    const body = bodyOf({ event: 'agent.deleted', at, data: WEBHOOK_SAMPLES['agent.deleted'] });
    await outboundPost({ url, headers: webhookHeaders({ id: newId(), at, body }, [secret]), body, mayBePrivate: true, ca });
  };
  return {
    run: async (messages) => {
      let left = messages;
      const sender = async (): Promise<void> => {
        while (left-- > 0) await send();
      };
      await Promise.all(Array.from({ length: AT_ONCE }, sender));
    },
    stop: async () => Promise.resolve(),
  };
}

async function product(): Promise<CountedWork> {
  const app = await NestFactory.createApplicationContext(WorkerModule.forRoot(readSettings(process.env)), { logger: false });
  const histogram = app.get(Metrics).registry.getSingleMetric('orbis_webhook_request_seconds');
  const sent = async (): Promise<number> => {
    const values = (await histogram?.get())?.values ?? [];
    return values.find((sample) => 'metricName' in sample && String(sample.metricName).endsWith('_count'))?.value ?? 0;
  };
  let ordered = 0;
  return {
    run: async (messages) => {
      ordered += messages;
      app.get(OutboxBell, { strict: false }).ring();
      while ((await sent()) < ordered) await sleep(10);
    },
    stop: () => app.close(),
  };
}

serveCounted(process.argv[2] === 'bare' ? bare() : await product());
