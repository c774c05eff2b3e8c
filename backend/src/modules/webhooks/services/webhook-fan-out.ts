import { Injectable, Logger } from '@nestjs/common';
import { WEBHOOK_DATA } from '@orbisvoice/shared-dto';
import { WEBHOOK_EVENTS } from '@orbisvoice/shared-dto/values';
import type pg from 'pg';
import { Clock } from '../../../platform/clock/clock.js';
import { newId } from '../../../platform/database/ids.js';
import { OutboxTap } from '../../../platform/events/outbox-tap.js';
import { Metrics } from '../../../platform/metrics/metrics.js';
import { bodyOf } from './event-body.js';
import { AllTenantsWebhookLineRepository, type LinedUp, type WantedEvent } from '../persistence/all-tenants-webhook-line.repository.js';
import { WebhookBell } from './webhook-bell.js';

const TOLD: ReadonlySet<string> = new Set<string>(WEBHOOK_EVENTS);

/**
 * Writes down, in the relay's own transaction, what each endpoint is to be told: every fact once for each endpoint that wants it. Of an event
 * only what its contract names is said.
 */
@Injectable()
export class WebhookFanOut extends OutboxTap {
  private readonly logger = new Logger(WebhookFanOut.name);
  private readonly unfit;

  constructor(
    private readonly line: AllTenantsWebhookLineRepository,
    private readonly bell: WebhookBell,
    private readonly clock: Clock,
    metrics: Metrics,
  ) {
    super();
    this.unfit = metrics.counter('orbis_webhook_unfit_events_total', 'Events that did not say what their contract promises', ['event']);
  }

  override async take(
    client: Pick<pg.PoolClient, 'query'>,
    events: readonly { readonly id: string; readonly name: string }[],
  ): Promise<() => void> {
    const ids = events.filter(({ name }) => TOLD.has(name)).map(({ id }) => id);
    if (ids.length === 0) return () => undefined;
    const messages = (await this.line.wanted(client, ids)).flatMap((event) => this.messageOf(event));
    if (messages.length === 0) return () => undefined;
    await this.line.lineUp(client, messages, this.clock.now());
    return () => this.bell.ring();
  }

  /** None for an event that breaks its contract: a fault of ours that must be seen, and must not hold up everybody's events. */
  private messageOf({ endpointId, tenantId, eventId, name, payload, at }: WantedEvent): LinedUp[] {
    const read = WEBHOOK_DATA[name].safeParse(payload);
    if (!read.success) {
      this.unfit.inc({ event: name });
      this.logger.error(
        `event ${eventId} (${name}) is not told to endpoint ${endpointId}: ${read.error.issues.map(({ path }) => path.join('.')).join(', ')}`,
      );
      return [];
    }
    return [
      {
        id: newId(),
        tenantId,
        endpointId,
        messageId: eventId,
        event: name,
        body: bodyOf({ event: name, at, data: read.data }),
        occurredAt: at,
      },
    ];
  }
}
