import { Injectable } from '@nestjs/common';
import type { AlertRuleKey } from '@orbisvoice/shared-dto/values';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';
import type { RuleOverride } from '../domain/tuned-rule.js';

const COLUMNS = `key, threshold, window_seconds as "windowSeconds", clear_seconds as "clearSeconds", from_hour as "fromHour",
  to_hour as "toHour", severity, is_enabled as "isEnabled", muted_until as "mutedUntil", mute_reason as "muteReason", muted_by as "mutedBy",
  updated_at as "updatedAt", updated_by as "updatedBy"`;

const SAVE = `
  insert into alert_rules (key, threshold, window_seconds, clear_seconds, from_hour, to_hour, severity, is_enabled, muted_until, mute_reason,
    muted_by, updated_at, updated_by)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
  on conflict (key) do update set threshold = excluded.threshold, window_seconds = excluded.window_seconds,
    clear_seconds = excluded.clear_seconds, from_hour = excluded.from_hour, to_hour = excluded.to_hour, severity = excluded.severity,
    is_enabled = excluded.is_enabled, muted_until = excluded.muted_until, mute_reason = excluded.mute_reason, muted_by = excluded.muted_by,
    updated_at = excluded.updated_at, updated_by = excluded.updated_by`;

/** How staff tuned the rules. */
@Injectable()
export class AllTenantsAlertRuleRepository {
  constructor(private readonly database: PlatformDatabase) {}

  overrides(): Promise<RuleOverride[]> {
    return this.database.query<RuleOverride>({ name: 'alert_rules.all', text: `select ${COLUMNS} from alert_rules` });
  }

  async find(key: AlertRuleKey): Promise<RuleOverride | null> {
    const [row] = await this.database.query<RuleOverride>({ text: `select ${COLUMNS} from alert_rules where key = $1`, values: [key] });
    return row ?? null;
  }

  async save(rule: RuleOverride): Promise<void> {
    const { key, threshold, windowSeconds, clearSeconds, fromHour, toHour, severity } = rule;
    const { isEnabled, mutedUntil, muteReason, mutedBy, updatedAt, updatedBy } = rule;
    await this.database.query({
      text: SAVE,
      values: [
        ...[key, threshold, windowSeconds, clearSeconds, fromHour, toHour, severity],
        ...[isEnabled, mutedUntil, muteReason, mutedBy, updatedAt, updatedBy],
      ],
    });
  }

  async remove(key: AlertRuleKey): Promise<void> {
    await this.database.query({ text: 'delete from alert_rules where key = $1', values: [key] });
  }
}
