import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { ALERT_RULES, ALERT_SEVERITIES, ALERT_STATUSES } from '@orbisvoice/shared-dto/values';
import { OvKeysetPart } from '@orbisvoice/shared-ui/data';
import { OvPageHeader } from '@orbisvoice/shared-ui/layout';
import { OvCard, OvSelect } from '@orbisvoice/shared-ui/ui';
import { offerListKeys } from '../../../core/page-keys';
import { STRINGS } from '../../../core/strings';
import { FilterBar } from '../../../ui/filter-bar';
import { type FilterTab, FilterTabs } from '../../../ui/filter-tabs';
import { Problem } from '../../../ui/problem';
import { Refresh } from '../../../ui/refresh';
import { Stale } from '../../../ui/stale';
import { TenantPicker } from '../../../ui/tenant-picker';
import { ALERTS, RULE_WORDS, SEVERITY_NAMES, STATUS_NAMES } from '../alerts.strings';
import { AlertsStore } from '../alerts.store';
import { AlertTable } from '../ui/alert-table';

const ANY = { value: '', label: STRINGS.list.any };

/** Every hit of the rules: filters live in the address, rows open. */
@Component({
  selector: 'oc-alerts-page',
  imports: [AlertTable, FilterBar, FilterTabs, OvCard, OvKeysetPart, OvPageHeader, OvSelect, Problem, Refresh, Stale, TenantPicker],
  providers: [AlertsStore],
  templateUrl: './alerts.page.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AlertsPage {
  protected readonly words = ALERTS;
  protected readonly store = inject(AlertsStore);
  protected readonly list = this.store.list;
  protected readonly shown = this.store.shown;
  protected readonly filter = this.store.filter;
  protected readonly severities = [ANY, ...ALERT_SEVERITIES.map((value) => ({ value, label: SEVERITY_NAMES[value] }))];
  protected readonly rules = [ANY, ...ALERT_RULES.map((value) => ({ value, label: RULE_WORDS[value].name }))];
  protected readonly tabs = computed<FilterTab[]>(() => {
    const counts = this.store.counts.problem() ? undefined : this.store.counts.value();
    return [
      { value: '', label: ALERTS.all, count: null },
      ...ALERT_STATUSES.map((value) => ({
        value,
        label: STATUS_NAMES[value],
        count: value === 'open' || value === 'acknowledged' ? (counts?.[value] ?? null) : null,
        isAlarm: value === 'open' && (counts?.urgent ?? 0) > 0,
      })),
    ];
  });

  constructor() {
    offerListKeys(() => this.store.reload(), 'select');
  }
}
