import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import type { AlertRule, AlertRuleTrial, AlertRuleTrialQuery, TuneAlertRule } from '@orbisvoice/shared-dto';
import type { AlertRuleKey } from '@orbisvoice/shared-dto/values';
import { urlState } from '@orbisvoice/shared-ui/core';
import { OvSkeleton, ToastService } from '@orbisvoice/shared-ui/feedback';
import { OvPageHeader } from '@orbisvoice/shared-ui/layout';
import { OvCard } from '@orbisvoice/shared-ui/ui';
import { offerListKeys } from '../../../core/page-keys';
import { Problem } from '../../../ui/problem';
import { Refresh } from '../../../ui/refresh';
import { Stale } from '../../../ui/stale';
import { RULES } from '../rules.strings';
import { RulesStore } from '../rules.store';
import { RuleTable } from '../ui/rule-table';
import { TuneDialog } from '../ui/tune-dialog';

/** The rules; the one that is tuned stands in the address. */
@Component({
  selector: 'oc-rules-page',
  imports: [OvCard, OvPageHeader, OvSkeleton, Problem, Refresh, RuleTable, Stale, TuneDialog],
  providers: [RulesStore],
  templateUrl: './rules.page.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RulesPage {
  protected readonly words = RULES;
  protected readonly store = inject(RulesStore);
  private readonly toasts = inject(ToastService);
  protected readonly read = this.store.rules;
  protected readonly state = urlState({ rule: '' });
  protected readonly patterns = computed(() => this.ofKind('pattern'));
  protected readonly figures = computed(() => this.ofKind('figure'));
  protected readonly chosen = computed(() => this.read.value()?.items.find(({ key }) => key === this.state.value().rule) ?? null);

  constructor() {
    offerListKeys(() => this.read.reload(), 'button');
  }

  protected readonly tune = async (key: AlertRuleKey, body: TuneAlertRule): Promise<void> => {
    await this.store.tune(key, body);
    this.toasts.show({ text: body.reset ? RULES.wasReset : RULES.saved });
  };
  protected readonly trial = (key: AlertRuleKey, query: AlertRuleTrialQuery): Promise<AlertRuleTrial> => this.store.trial(key, query);

  private ofKind(kind: AlertRule['kind']): AlertRule[] {
    return this.read.value()?.items.filter((rule) => rule.kind === kind) ?? [];
  }
}
