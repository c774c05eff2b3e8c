import { inject, Injectable, signal } from '@angular/core';
import type { AlertRule, AlertRuleTrial, AlertRuleTrialQuery, TuneAlertRule } from '@orbisvoice/shared-dto';
import type { AlertRuleKey } from '@orbisvoice/shared-dto/values';
import { keepLast } from '../../core/keep-last';
import { AlertsApi } from './alerts.api';

/** The rules. */
@Injectable()
export class RulesStore {
  private readonly api = inject(AlertsApi);
  readonly rules = keepLast(this.api.rules(), signal(''));

  /** @throws ApiProblem `request.invalid` beyond the limits of the rule */
  async tune(key: AlertRuleKey, body: TuneAlertRule): Promise<AlertRule> {
    const rule = await this.api.tune(key, body);
    this.rules.reload();
    return rule;
  }

  trial(key: AlertRuleKey, query: AlertRuleTrialQuery): Promise<AlertRuleTrial> {
    return this.api.trial(key, query);
  }
}
