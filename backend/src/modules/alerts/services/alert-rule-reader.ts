import { Injectable } from '@nestjs/common';
import type { AlertRule, AlertRuleList } from '@orbisvoice/shared-dto';
import { ALERT_RULES, type AlertRuleKey } from '@orbisvoice/shared-dto/values';
import { Config } from '../../../platform/config/config.js';
import { isPattern, needOf, ruleBounds, type RuleParameters } from '../domain/rules.js';
import { tuned, type RuleOverride } from '../domain/tuned-rule.js';
import { AllTenantsAlertListRepository } from '../persistence/all-tenants-alert-list.repository.js';
import { AllTenantsAlertRuleRepository } from '../persistence/all-tenants-alert-rule.repository.js';
import { AllTenantsFigureRepository } from '../persistence/all-tenants-figure.repository.js';

/** Rules as staff reads them: how they run, how they were shipped, and what they found. */
@Injectable()
export class AlertRuleReader {
  constructor(
    private readonly rules: AllTenantsAlertRuleRepository,
    private readonly alerts: AllTenantsAlertListRepository,
    private readonly figures: AllTenantsFigureRepository,
    private readonly config: Config,
  ) {}

  async list(): Promise<AlertRuleList> {
    const [overrides, unsettled, readings] = await Promise.all([
      this.rules.overrides(),
      this.alerts.unsettledByRule(),
      this.figures.latest(),
    ]);
    const items = ALERT_RULES.map((key) => {
      const reading = readings.get(key);
      return {
        ...viewOf(key, overrides.find((override) => override.key === key) ?? null),
        value: reading?.value ?? null,
        valueAt: reading?.readAt.toISOString() ?? null,
        unsettled: unsettled.get(key) ?? 0,
        needs: needOf(key, { hasCountries: this.config.http.countryHeader !== undefined }),
      };
    });
    return { items };
  }

  async read(key: AlertRuleKey): Promise<AlertRule> {
    const { items } = await this.list();
    const rule = items.find((item) => item.key === key);
    if (!rule) throw new Error(`no rule is named ${key}`);
    return rule;
  }
}

const flat = ({ hours, ...rest }: RuleParameters): AlertRule['defaults'] => ({
  ...rest,
  fromHour: hours?.from ?? null,
  toHour: hours?.to ?? null,
});

/** What the code and its row say of a rule. */
export function viewOf(key: AlertRuleKey, override: RuleOverride | null): Omit<AlertRule, 'value' | 'valueAt' | 'unsettled' | 'needs'> {
  const { unit, defaults, thresholdMax, windowMax } = ruleBounds(key);
  const { parameters, isEnabled } = tuned(key, override);
  return {
    key,
    kind: isPattern(key) ? 'pattern' : 'figure',
    unit,
    ...flat(parameters),
    isEnabled,
    mutedUntil: override?.mutedUntil?.toISOString() ?? null,
    muteReason: override?.muteReason ?? null,
    mutedBy: override?.mutedBy ?? null,
    defaults: flat(defaults),
    limits: { thresholdMax, windowMax },
    isChanged: override !== null,
    updatedAt: override?.updatedAt.toISOString() ?? null,
    updatedBy: override?.updatedBy ?? null,
  };
}
