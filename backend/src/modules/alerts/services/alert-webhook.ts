import { readFile } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { Config } from '../../../platform/config/config.js';
import { DataKeys } from '../../../platform/crypto/data-keys.js';
import { outboundPost, RefusedAddressError } from '../../../platform/http/outbound-post.js';
import { newWebhookSecret, webhookHeaders } from '../../../platform/http/standard-webhook.js';
import { HandlesJob, HopelessJobError, type JobRun } from '../../../platform/queues/job.js';
import { JobQueue } from '../../../platform/queues/job-queue.js';
import { sendAlertWebhook, WEBHOOK_TRIES } from '../jobs/send-alert-webhook.job.js';
import {
  AllTenantsAlertDeliveryRepository,
  type AlertSettingsRow,
  type DeliveryRow,
} from '../persistence/all-tenants-alert-delivery.repository.js';
import { AlertMessages } from './alert-messages.js';

const PURPOSE = 'alert webhook';
const GONE = 410;
/** In one turn; the rest waits for the next. */
const HANDED_OVER_MAX = 100;

/** What one try ended in. */
interface Outcome {
  readonly status: number | null;
  readonly error: string | null;
  readonly isHopeless: boolean;
}

/** Tells another system of hits, signed as Standard Webhooks have it. */
@Injectable()
export class AlertWebhook {
  constructor(
    private readonly deliveries: AllTenantsAlertDeliveryRepository,
    private readonly messages: AlertMessages,
    private readonly queue: JobQueue,
    private readonly keys: DataKeys,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** A new signing secret, and how it is kept. */
  newSecret(): { readonly secret: string; readonly sealed: string } {
    const secret = newWebhookSecret();
    return { secret, sealed: this.keys.seal(PURPOSE, secret) };
  }

  /** Hands what waits to the queue. Its id is the delivery's, so what is there already is not there twice. */
  async handOver(): Promise<void> {
    const ids = await this.deliveries.waitingWebhooks(HANDED_OVER_MAX);
    await this.queue.enqueueMany(
      sendAlertWebhook,
      ids.map((deliveryId) => ({ payload: { deliveryId }, jobId: deliveryId })),
    );
  }

  @HandlesJob(sendAlertWebhook)
  async send({ deliveryId }: { readonly deliveryId: string }, { attempt }: JobRun): Promise<void> {
    const delivery = await this.deliveries.find(deliveryId);
    // one that was given up is sent when staff let its dead letter run once more
    if (!delivery || delivery.status === 'sent') return;
    const outcome = await this.attempt(delivery);
    const isSent = outcome.error === null;
    const isLast = outcome.isHopeless || attempt >= WEBHOOK_TRIES;
    const status = isSent ? 'sent' : isLast ? 'failed' : 'waiting';
    await this.deliveries.noteTry(deliveryId, { status, responseStatus: outcome.status, error: outcome.error, at: this.clock.now() });
    if (isSent) return;
    throw outcome.isHopeless ? new HopelessJobError(outcome.error ?? '') : new Error(outcome.error ?? '');
  }

  private async attempt(delivery: DeliveryRow): Promise<Outcome> {
    const settings = await this.deliveries.settings();
    const secret = settings.webhookSecret === null ? null : this.keys.open(PURPOSE, settings.webhookSecret);
    if (settings.webhookUrl === null || secret === null) return { status: null, error: 'no webhook is set up', isHopeless: true };
    try {
      const status = await this.post({ ...settings, webhookUrl: settings.webhookUrl }, delivery, secret);
      if (status >= 200 && status < 300) return { status, error: null, isHopeless: false };
      return { status, error: `answered ${status}`, isHopeless: status === GONE };
    } catch (error) {
      return { status: null, error: String(error).slice(0, 300), isHopeless: error instanceof RefusedAddressError };
    }
  }

  private async post(
    { webhookUrl }: AlertSettingsRow & { webhookUrl: string },
    { id, alertId, stepId }: DeliveryRow,
    secret: string,
  ): Promise<number> {
    const { webhookCaFile, mayWebhookBePrivate } = this.config.alerts;
    const body = JSON.stringify(await this.messages.of({ alertId, stepId }));
    const { status } = await outboundPost({
      url: webhookUrl,
      headers: webhookHeaders({ id, at: this.clock.now(), body }, [secret]),
      body,
      mayBePrivate: mayWebhookBePrivate,
      ca: webhookCaFile === undefined ? undefined : await readFile(webhookCaFile, 'utf8'),
    });
    return status;
  }
}
