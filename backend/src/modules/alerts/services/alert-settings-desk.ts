import { Injectable } from '@nestjs/common';
import type { AlertDelivery, AlertDeliveryList, AlertSettings, ChangeAlertSettings, ChangedAlertSettings } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { Clock } from '../../../platform/clock/clock.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { changesBetween } from '../../audit/index.js';
import { AlertDeedRepository } from '../persistence/alert-deed.repository.js';
import {
  AllTenantsAlertDeliveryRepository,
  type AlertSettingsRow,
  type DeliveryRow,
} from '../persistence/all-tenants-alert-delivery.repository.js';
import { AllTenantsStaffRepository } from '../persistence/all-tenants-staff.repository.js';
import { AlertWebhook } from './alert-webhook.js';
import { AuditedDeeds } from './audited-deeds.js';

const LATEST = 50;
const FIELDS = ['emailFrom', 'webhookFrom', 'digestMinutes', 'webhookUrl', 'signingKeys'] as const;

/** Who is told of hits, and how that went. */
@Injectable()
export class AlertSettingsDesk {
  constructor(
    private readonly deliveries: AllTenantsAlertDeliveryRepository,
    private readonly deeds: AlertDeedRepository,
    private readonly staff: AllTenantsStaffRepository,
    private readonly webhook: AlertWebhook,
    private readonly audited: AuditedDeeds,
    private readonly clock: Clock,
  ) {}

  async read(): Promise<AlertSettings> {
    const { webhookSecret, updatedAt, ...settings } = await this.deliveries.settings();
    const recipients = (await this.staff.reachable()).reduce((sum, { staffIds }) => sum + staffIds.length, 0);
    return { ...settings, hasWebhookSecret: webhookSecret !== null, recipients, updatedAt: updatedAt?.toISOString() ?? null };
  }

  /** A first address makes a first secret. */
  async change(actor: Actor, body: ChangeAlertSettings): Promise<ChangedAlertSettings> {
    const webhookSecret = await this.audited.run(actor, async () => {
      const before = await this.deeds.lockSettings(actor.tenantId);
      const { after, secret } = this.changed(before, body, actor);
      await this.deeds.putSettings(actor.tenantId, after);
      const changes = changesBetween(shown(before, 'kept'), shown(after, secret === null ? 'kept' : 'renewed'), FIELDS);
      const record = { action: 'admin.alert_settings_changed', targetType: 'alert_settings', targetId: null, changes } as const;
      return { result: secret, record };
    });
    return { ...(await this.read()), webhookSecret };
  }

  /** @throws DomainError `alerts.webhook_missing` */
  async test(actor: Actor): Promise<AlertDelivery> {
    const { webhookUrl } = await this.deliveries.settings();
    if (webhookUrl === null) throw new DomainError('alerts.webhook_missing');
    const id = await this.audited.run(actor, async () => {
      const result = await this.deeds.addTest(actor.tenantId, this.clock.now());
      return { result, record: { action: 'admin.alert_webhook_tested', targetType: 'alert_delivery', targetId: result } };
    });
    await this.webhook.handOver();
    const row = await this.deliveries.find(id);
    if (!row) throw new Error(`delivery ${id} is gone`);
    return deliveryOf(row);
  }

  async latest(): Promise<AlertDeliveryList> {
    return { items: (await this.deliveries.latest(LATEST)).map(deliveryOf) };
  }

  private changed(before: AlertSettingsRow, body: ChangeAlertSettings, actor: Actor): { after: AlertSettingsRow; secret: string | null } {
    const webhookUrl = body.webhookUrl === undefined ? before.webhookUrl : body.webhookUrl;
    const isFirst = webhookUrl !== null && before.webhookSecret === null;
    const fresh = body.newSecret || isFirst ? this.webhook.newSecret() : null;
    const after = {
      emailFrom: body.emailFrom ?? before.emailFrom,
      webhookFrom: body.webhookFrom ?? before.webhookFrom,
      digestMinutes: body.digestMinutes ?? before.digestMinutes,
      webhookUrl,
      webhookSecret: fresh?.sealed ?? before.webhookSecret,
      updatedAt: this.clock.now(),
      updatedBy: actor.name,
    };
    return { after, secret: fresh?.secret ?? null };
  }
}

/** Of an address only where it leads: paths and queries of webhooks hold keys. */
const shown = ({ webhookUrl, emailFrom, webhookFrom, digestMinutes }: AlertSettingsRow, signingKeys: string) => ({
  emailFrom,
  webhookFrom,
  digestMinutes,
  webhookUrl: webhookUrl === null ? null : new URL(webhookUrl).origin,
  signingKeys,
});

const deliveryOf = ({
  id,
  alertId,
  channel,
  status,
  attempts,
  responseStatus,
  error,
  createdAt,
  triedAt,
  sentAt,
}: DeliveryRow): AlertDelivery => ({
  id,
  alertId,
  channel,
  status,
  attempts,
  responseStatus,
  error,
  createdAt: createdAt.toISOString(),
  triedAt: triedAt?.toISOString() ?? null,
  sentAt: sentAt?.toISOString() ?? null,
});
