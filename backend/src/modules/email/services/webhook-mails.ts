import { Injectable } from '@nestjs/common';
import { WEBHOOK_DISABLED_AFTER_HOURS, WEBHOOK_KEPT_DAYS } from '@orbisvoice/shared-dto/values';
import { Config } from '../../../platform/config/config.js';
import type { ReceivedEvent } from '../../../platform/events/domain-event.js';
import { OnEvent } from '../../../platform/events/on-event.js';
import { WebhookEndpointDisabled } from '../../webhooks/events/webhook-endpoint-disabled.event.js';
import { WebhookEndpointFailing } from '../../webhooks/events/webhook-endpoint-failing.event.js';
import { countText, instantText } from '../domain/formats.js';
import { webhookOffFrom } from '../domain/webhook-deadline.js';
import { EmailOutbox } from './email-outbox.js';
import { Links } from './links.js';
import { Recipients, type Addressee } from './recipients.js';

/**
 * Mails to the owners of a workspace about an endpoint that messages no longer reach. Nobody can turn them off: facts are lost to their
 * systems from the moment we switch it off, and there are two at most for each time it fails.
 */
@Injectable()
export class WebhookMails {
  constructor(
    private readonly outbox: EmailOutbox,
    private readonly recipients: Recipients,
    private readonly links: Links,
    private readonly config: Config,
  ) {}

  @OnEvent(WebhookEndpointFailing, { handler: 'email.webhook_failing' })
  async failing(event: ReceivedEvent<WebhookEndpointFailing>): Promise<void> {
    const { owners, facts, reader, since } = await this.told(event);
    const data = { ...facts, offFrom: instantText(webhookOffFrom(since, event.at), reader) };
    const orders = owners.map((to) => ({
      template: 'webhook-failing' as const,
      to,
      dedupeKey: keyOf(event, to),
      data: { ...data, name: to.name },
    }));
    await this.outbox.order(event, 'email.webhook_failing', orders);
  }

  @OnEvent(WebhookEndpointDisabled, { handler: 'email.webhook_disabled' })
  async disabled(event: ReceivedEvent<WebhookEndpointDisabled>): Promise<void> {
    const { owners, facts, reader } = await this.told(event);
    const data = { ...facts, isGone: event.payload.reason === 'gone', offAt: instantText(event.at, reader) };
    const orders = owners.map((to) => ({
      template: 'webhook-disabled' as const,
      to,
      dedupeKey: keyOf(event, to),
      data: { ...data, name: to.name },
    }));
    await this.outbox.order(event, 'email.webhook_disabled', orders);
  }

  /** What both mails say, and to whom. */
  private async told({ tenantId, payload: { endpointId, origin, failingSince } }: Told) {
    const [owners, workspace] = [await this.recipients.owners(tenantId), await this.recipients.workspace(tenantId)];
    const since = new Date(failingSince);
    const facts = {
      company: workspace.company,
      origin,
      since: instantText(since, workspace),
      hours: countText(WEBHOOK_DISABLED_AFTER_HOURS, workspace),
      keptDays: countText(WEBHOOK_KEPT_DAYS, workspace),
      endpointUrl: this.links.page(`/webhooks/${endpointId}`),
      contact: this.config.support.email,
    };
    return { owners, facts, reader: workspace, since };
  }
}

type Told = ReceivedEvent<WebhookEndpointFailing> | ReceivedEvent<WebhookEndpointDisabled>;

/** An endpoint fails once since an instant: switched on again, it has a clean record. */
const keyOf = ({ payload }: Told, to: Addressee): string => `${payload.endpointId}/${payload.failingSince}/${to.userId ?? to.email}`;
