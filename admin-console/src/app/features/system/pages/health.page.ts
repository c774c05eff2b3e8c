import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { OvEmpty, OvNotice } from '@orbisvoice/shared-ui/feedback';
import { OvCard } from '@orbisvoice/shared-ui/ui';
import { HealthStore } from '../health.store';
import { HEALTH } from '../health.strings';
import { DeadRowTable } from '../ui/dead-row-table';
import { HealthCharts } from '../ui/health-charts';
import { PostgresFacts } from '../ui/postgres-facts';
import { ProcessTable } from '../ui/process-table';
import { RangeTabs } from '../ui/range-tabs';
import { SystemPage } from '../ui/system-page';

/** Whether everything runs: the processes, and the database they stand on. */
@Component({
  selector: 'oc-health-page',
  imports: [DeadRowTable, HealthCharts, OvCard, OvEmpty, OvNotice, PostgresFacts, ProcessTable, RangeTabs, SystemPage],
  providers: [HealthStore],
  templateUrl: './health.page.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class HealthPage {
  protected readonly words = HEALTH;
  protected readonly store = inject(HealthStore);
  protected readonly read = this.store.read;
}
