import { Injectable } from '@nestjs/common';
import {
  type ReplayedWebhooks,
  type ReplayFailedWebhooks,
  type TestWebhook,
  WEBHOOK_SAMPLES,
  type WebhookDelivery,
} from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { Clock } from '../../../platform/clock/clock.js';
import { newId } from '../../../platform/database/ids.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { bodyOf } from './event-body.js';
import { WebhookDeliveryRepository } from '../persistence/webhook-delivery.repository.js';
import { WebhookEndpointRepository } from '../persistence/webhook-endpoint.repository.js';
import type { DeliveryRow, EndpointRow } from '../persistence/webhook-rows.js';
import { WebhookDirectory } from './webhook-directory.js';
import { WebhookRecords } from './webhook-records.js';

/** What people have sent: tests, and once more what was missed. */
@Injectable()
export class WebhookReplays {
  constructor(
    private readonly endpoints: WebhookEndpointRepository,
    private readonly deliveries: WebhookDeliveryRepository,
    private readonly directory: WebhookDirectory,
    private readonly records: WebhookRecords,
    private readonly clock: Clock,
  ) {}

  /** A made-up fact, tried once, whether the endpoint is on or not. @throws DomainError `webhooks.endpoint_not_found` */
  test(actor: Actor, endpointId: string, { event }: TestWebhook): Promise<WebhookDelivery> {
    return this.records.inWork(actor, async () => {
      await this.endpoint(actor, endpointId);
      const [id, at] = [newId(), this.clock.now()];
      const body = bodyOf({ event, at, data: WEBHOOK_SAMPLES[event] });
      await this.deliveries.add(actor.tenantId, { id, endpointId, messageId: newId(), event, body, isTest: true, at });
      await this.records.tested(actor, endpointId, event);
      this.records.ringAfterwards();
      return this.directory.delivery(actor.tenantId, id);
    });
  }

  /**
   * Sends a message again now, from the foot of the ladder, with the id it had.
   * @throws DomainError `webhooks.delivery_not_found`, `webhooks.delivery_pending` while it is being sent, `webhooks.endpoint_disabled`
   */
  replay(actor: Actor, id: string): Promise<WebhookDelivery> {
    const { tenantId } = actor;
    return this.records.inWork(actor, async () => {
      const delivery = await this.deliveries.lock(tenantId, id);
      if (!delivery) throw new DomainError('webhooks.delivery_not_found');
      if (isUnderWay(delivery, this.clock.now())) throw new DomainError('webhooks.delivery_pending');
      const endpoint = await this.endpoint(actor, delivery.endpointId);
      if (!delivery.isTest) refuseDisabled(endpoint);
      await this.deliveries.sendAgain(tenantId, id, this.clock.now());
      await this.records.replayed(actor, id, delivery.event);
      this.records.ringAfterwards();
      return this.directory.delivery(tenantId, id);
    });
  }

  /** Sends everything again that was given up. @throws DomainError `webhooks.endpoint_not_found`, `webhooks.endpoint_disabled` */
  replayFailed(actor: Actor, endpointId: string, { since }: ReplayFailedWebhooks): Promise<ReplayedWebhooks> {
    return this.records.inWork(actor, async () => {
      refuseDisabled(await this.endpoint(actor, endpointId));
      const span = { since: new Date(since), at: this.clock.now() };
      const replayed = await this.deliveries.sendFailedAgain(actor.tenantId, endpointId, span);
      if (replayed > 0) {
        await this.records.failedReplayed(actor, endpointId, { since, replayed });
        this.records.ringAfterwards();
      }
      return { replayed };
    });
  }

  private async endpoint({ tenantId }: Actor, id: string): Promise<EndpointRow> {
    const row = await this.endpoints.find(tenantId, id);
    if (!row) throw new DomainError('webhooks.endpoint_not_found');
    return row;
  }
}

const isUnderWay = ({ leasedUntil }: DeliveryRow, now: Date): boolean => leasedUntil !== null && leasedUntil > now;

function refuseDisabled({ isEnabled }: EndpointRow): void {
  if (!isEnabled) throw new DomainError('webhooks.endpoint_disabled');
}
