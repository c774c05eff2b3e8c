import { ALERT_RULES, type AlertRuleKey, type AlertSeverity } from '@orbisvoice/shared-dto/values';
import { ruleBounds, type RuleParameters } from './rules.js';

/** What a row of `alert_rules` says; null keeps what was shipped. */
export interface RuleOverride {
  readonly key: AlertRuleKey;
  readonly threshold: number | null;
  readonly windowSeconds: number | null;
  readonly clearSeconds: number | null;
  readonly fromHour: number | null;
  readonly toHour: number | null;
  readonly severity: AlertSeverity | null;
  readonly isEnabled: boolean;
  readonly mutedUntil: Date | null;
  readonly muteReason: string | null;
  readonly mutedBy: string | null;
  readonly updatedAt: Date;
  readonly updatedBy: string;
}

/** A rule as it runs. */
export interface TunedRule {
  readonly key: AlertRuleKey;
  readonly parameters: RuleParameters;
  readonly isEnabled: boolean;
  readonly override: RuleOverride | null;
}

export function tuned(key: AlertRuleKey, override: RuleOverride | null): TunedRule {
  const { defaults } = ruleBounds(key);
  const parameters = {
    threshold: override?.threshold ?? defaults.threshold,
    windowSeconds: override?.windowSeconds ?? defaults.windowSeconds,
    clearSeconds: override?.clearSeconds ?? defaults.clearSeconds,
    hours: defaults.hours && { from: override?.fromHour ?? defaults.hours.from, to: override?.toHour ?? defaults.hours.to },
    severity: override?.severity ?? defaults.severity,
  };
  return { key, parameters, isEnabled: override?.isEnabled ?? true, override };
}

/** Every rule the code knows; rows of rules it does not know any more are left alone. */
export const tunedRules = (overrides: readonly RuleOverride[]): TunedRule[] =>
  ALERT_RULES.map((key) => tuned(key, overrides.find((override) => override.key === key) ?? null));

/** Whether hits are kept without telling anybody. */
export const isMuted = ({ override }: TunedRule, now: Date): boolean =>
  override?.mutedUntil !== null && override?.mutedUntil !== undefined && override.mutedUntil > now;
