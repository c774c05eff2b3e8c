import { computed, inject, Injectable } from '@angular/core';
import { urlState } from '@orbisvoice/shared-ui/core';
import { asUuid } from '../../core/filter-values';
import { keepLast } from '../../core/keep-last';
import { ALERT_FILTER_DEFAULTS, toAlertQuery } from './alert-filter';
import { AlertsApi } from './alerts.api';

/** The alerts of the filters that the address holds. */
@Injectable()
export class AlertsStore {
  private readonly api = inject(AlertsApi);
  readonly filter = urlState(ALERT_FILTER_DEFAULTS);
  readonly tenantId = computed(() => asUuid(this.filter.value().tenantId));
  private readonly query = computed(() => toAlertQuery(this.filter.value()));
  readonly list = this.api.alerts(this.query);
  readonly shown = keepLast(this.list, this.query);
  readonly counts = this.api.counts();

  reload(): void {
    this.list.reload();
    this.counts.reload();
  }
}
