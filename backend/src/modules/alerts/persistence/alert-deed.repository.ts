import { Injectable } from '@nestjs/common';
import type { AlertRuleKey, AlertStatus, AlertStepKind } from '@orbisvoice/shared-dto/values';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { newId } from '../../../platform/database/ids.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import type { RuleOverride } from '../domain/tuned-rule.js';
import { type AlertSettingsRow, SETTINGS_COLUMNS } from './all-tenants-alert-delivery.repository.js';
import { RULE_COLUMNS } from './all-tenants-alert-rule.repository.js';

/** A hit from one state to another, by somebody. */
export interface AlertDeed {
  readonly from: AlertStatus;
  readonly to: AlertStatus;
  readonly kind: AlertStepKind;
  readonly at: Date;
  readonly by: { readonly id: string | null; readonly name: string };
  readonly note: string | null;
}

/**
 * What staff do to alerts, in the unit of work of their own tenant, so that it is committed with its audit entry or not at all. The rows are
 * the platform's: the database offers these deeds as functions, and nothing else of them.
 */
@Injectable()
export class AlertDeedRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** False when the hit is not in that state any more, or has a successor that would be the one to reopen. */
  async act(tenantId: TenantId, alertId: string, { from, to, kind, at, by, note }: AlertDeed): Promise<boolean> {
    const step = { id: newId(), kind, at: at.toISOString(), byId: by.id, byName: by.name, note };
    const manager = this.unitOfWork.manager(tenantId);
    const rows = await manager.query<{ isDone: boolean }[]>('select act_on_alert($1, $2, $3, $4) as "isDone"', [alertId, from, to, step]);
    return rows[0]?.isDone === true;
  }

  /** How a rule is tuned; until the transaction ends nobody else tunes it. */
  async lockRule(tenantId: TenantId, key: AlertRuleKey): Promise<RuleOverride | null> {
    const manager = this.unitOfWork.manager(tenantId);
    const [row] = await manager.query<RuleOverride[]>(`select ${RULE_COLUMNS} from alert_rule_for_update($1)`, [key]);
    return row ?? null;
  }

  /** Null for a rule that runs as it was shipped. */
  async putRule(tenantId: TenantId, key: AlertRuleKey, rule: RuleOverride | null): Promise<void> {
    const row = rule && {
      threshold: rule.threshold,
      window_seconds: rule.windowSeconds,
      clear_seconds: rule.clearSeconds,
      from_hour: rule.fromHour,
      to_hour: rule.toHour,
      severity: rule.severity,
      is_enabled: rule.isEnabled,
      muted_until: rule.mutedUntil,
      mute_reason: rule.muteReason,
      muted_by: rule.mutedBy,
      updated_at: rule.updatedAt,
      updated_by: rule.updatedBy,
    };
    await this.unitOfWork.manager(tenantId).query('select put_alert_rule($1, $2)', [key, row]);
  }

  /** What is set; until the transaction ends nobody else sets anything. */
  async lockSettings(tenantId: TenantId): Promise<AlertSettingsRow> {
    const manager = this.unitOfWork.manager(tenantId);
    const [row] = await manager.query<AlertSettingsRow[]>(`select ${SETTINGS_COLUMNS} from alert_settings_for_update()`);
    if (!row) throw new Error('the settings of alerts are missing');
    return row;
  }

  async putSettings(tenantId: TenantId, settings: AlertSettingsRow): Promise<void> {
    const row = {
      email_from: settings.emailFrom,
      webhook_from: settings.webhookFrom,
      digest_minutes: settings.digestMinutes,
      webhook_url: settings.webhookUrl,
      webhook_secret: settings.webhookSecret,
      updated_at: settings.updatedAt,
      updated_by: settings.updatedBy,
    };
    await this.unitOfWork.manager(tenantId).query('select put_alert_settings($1)', [row]);
  }

  /** Notes that the owners are told of a hit of this tenant. False when they were, by somebody else. */
  async claimOwnersDelivery(tenantId: TenantId, deliveryId: string, at: Date): Promise<boolean> {
    const manager = this.unitOfWork.manager(tenantId);
    const rows = await manager.query<{ isClaimed: boolean }[]>('select claim_owners_delivery($1, $2) as "isClaimed"', [deliveryId, at]);
    return rows[0]?.isClaimed === true;
  }

  /** A message that tests the webhook. @returns its id */
  async addTest(tenantId: TenantId, at: Date): Promise<string> {
    const id = newId();
    await this.unitOfWork.manager(tenantId).query('select add_alert_test($1, $2)', [id, at]);
    return id;
  }
}
