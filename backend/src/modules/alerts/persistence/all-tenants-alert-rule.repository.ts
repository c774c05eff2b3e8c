import { Injectable } from '@nestjs/common';
import type { AlertRuleKey } from '@orbisvoice/shared-dto/values';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';
import type { RuleOverride } from '../domain/tuned-rule.js';

export const RULE_COLUMNS = `key, threshold, window_seconds as "windowSeconds", clear_seconds as "clearSeconds", from_hour as "fromHour",
  to_hour as "toHour", severity, is_enabled as "isEnabled", muted_until as "mutedUntil", mute_reason as "muteReason", muted_by as "mutedBy",
  updated_at as "updatedAt", updated_by as "updatedBy"`;

/** How staff tuned the rules. */
@Injectable()
export class AllTenantsAlertRuleRepository {
  constructor(private readonly database: PlatformDatabase) {}

  overrides(): Promise<RuleOverride[]> {
    return this.database.query<RuleOverride>({ name: 'alert_rules.all', text: `select ${RULE_COLUMNS} from alert_rules` });
  }

  async find(key: AlertRuleKey): Promise<RuleOverride | null> {
    const [row] = await this.database.query<RuleOverride>({
      text: `select ${RULE_COLUMNS} from alert_rules where key = $1`,
      values: [key],
    });
    return row ?? null;
  }
}
