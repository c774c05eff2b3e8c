import { Injectable } from '@nestjs/common';
import type { CreateWebhookEndpoint, IssuedWebhookEndpoint, UpdateWebhookEndpoint, WebhookEndpoint } from '@orbisvoice/shared-dto';
import { WEBHOOK_ENDPOINTS_MAX, WEBHOOK_SECRET_OVERLAP_HOURS } from '@orbisvoice/shared-dto/values';
import type { Actor } from '../../../platform/access/actor.js';
import { Clock } from '../../../platform/clock/clock.js';
import { newId } from '../../../platform/database/ids.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { WebhookEndpointRepository } from '../persistence/webhook-endpoint.repository.js';
import type { EndpointRow } from '../persistence/webhook-rows.js';
import { WebhookAddresses } from './webhook-addresses.js';
import { WebhookDirectory } from './webhook-directory.js';
import { WebhookRecords } from './webhook-records.js';
import { WebhookSecrets } from './webhook-secrets.js';

const HOUR_MS = 3_600_000;

/** Writes endpoints for people of the workspace. Every change and its audit entry are one commit. */
@Injectable()
export class WebhookEndpoints {
  constructor(
    private readonly rows: WebhookEndpointRepository,
    private readonly records: WebhookRecords,
    private readonly secrets: WebhookSecrets,
    private readonly addresses: WebhookAddresses,
    private readonly directory: WebhookDirectory,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `webhooks.endpoint_limit_reached`, or `request.invalid` for an address inside of a network */
  async create(actor: Actor, { url, description, events }: CreateWebhookEndpoint): Promise<IssuedWebhookEndpoint> {
    this.addresses.refuseInner(url);
    return this.records.inWork(actor, async () => {
      if ((await this.rows.holdAll(actor.tenantId)) >= WEBHOOK_ENDPOINTS_MAX) {
        throw new DomainError('webhooks.endpoint_limit_reached', { limit: WEBHOOK_ENDPOINTS_MAX });
      }
      const { secret, sealed } = this.secrets.issue();
      const kept = { secret: sealed, createdBy: actor.userId, createdAt: this.clock.now() };
      const row: EndpointRow = { ...NEW, ...kept, id: newId(), url, description, events };
      await this.rows.add(actor.tenantId, row);
      await this.records.changed(actor, 'webhook_endpoint.created', { before: null, after: row });
      return { ...(await this.shown(actor, row)), secret };
    });
  }

  /** Changes what is sent and differs. Switched on again it has a clean record. @throws DomainError `webhooks.endpoint_not_found` */
  async update(actor: Actor, id: string, patch: UpdateWebhookEndpoint): Promise<WebhookEndpoint> {
    return this.records.inWork(actor, async () => {
      const before = await this.locked(actor, id);
      if (patch.url !== undefined) this.addresses.refuseInner(patch.url);
      const after = switched({ ...before, ...withoutSwitch(patch) }, patch.isEnabled, this.clock.now());
      if (await this.records.changed(actor, 'webhook_endpoint.updated', { before, after })) {
        await this.rows.change(actor.tenantId, after, this.clock.now());
        if (after.isEnabled) this.records.ringAfterwards();
      }
      return this.shown(actor, after);
    });
  }

  /** Nothing is sent there any more, and what was is forgotten. @throws DomainError `webhooks.endpoint_not_found` */
  async delete(actor: Actor, id: string): Promise<void> {
    await this.records.inWork(actor, async () => {
      const before = await this.locked(actor, id);
      await this.rows.remove(actor.tenantId, id);
      await this.records.changed(actor, 'webhook_endpoint.deleted', { before, after: null });
    });
  }

  /** A new secret; the one before signs along for a day. @throws DomainError `webhooks.endpoint_not_found` */
  async rotateSecret(actor: Actor, id: string): Promise<IssuedWebhookEndpoint> {
    return this.records.inWork(actor, async () => {
      const before = await this.locked(actor, id);
      const now = this.clock.now();
      const { secret, sealed } = this.secrets.issue();
      const previousSecretUntil = new Date(now.getTime() + WEBHOOK_SECRET_OVERLAP_HOURS * HOUR_MS);
      const after = { ...before, secret: sealed, previousSecret: before.secret, previousSecretUntil };
      await this.rows.change(actor.tenantId, after, now);
      await this.records.rotated(actor, id, previousSecretUntil);
      return { ...(await this.shown(actor, after)), secret };
    });
  }

  private async locked({ tenantId }: Actor, id: string): Promise<EndpointRow> {
    const row = await this.rows.lock(tenantId, id);
    if (!row) throw new DomainError('webhooks.endpoint_not_found');
    return row;
  }

  private async shown({ tenantId }: Actor, row: EndpointRow): Promise<WebhookEndpoint> {
    const [endpoint] = await this.directory.shown(tenantId, [row]);
    if (!endpoint) throw new Error(`endpoint ${row.id} is not shown`);
    return endpoint;
  }
}

/** What an endpoint begins with. */
const NEW = {
  isEnabled: true,
  disabledReason: null,
  disabledAt: null,
  previousSecret: null,
  previousSecretUntil: null,
  failingSince: null,
  warnedAt: null,
} as const;

/** The fields of the row that are told, as they are named. */
const withoutSwitch = ({ url, description, events }: UpdateWebhookEndpoint): Partial<EndpointRow> => ({
  ...(url !== undefined && { url }),
  ...(description !== undefined && { description }),
  ...(events !== undefined && { events }),
});

function switched(row: EndpointRow, isEnabled: boolean | undefined, now: Date): EndpointRow {
  if (isEnabled === undefined || isEnabled === row.isEnabled) return row;
  if (!isEnabled) return { ...row, isEnabled, disabledReason: 'by_hand', disabledAt: now };
  return { ...row, isEnabled, disabledReason: null, disabledAt: null, failingSince: null, warnedAt: null };
}
