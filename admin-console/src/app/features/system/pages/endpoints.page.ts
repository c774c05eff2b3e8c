import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { OvEmpty } from '@orbisvoice/shared-ui/feedback';
import { OvButton, OvCard } from '@orbisvoice/shared-ui/ui';
import { EndpointsStore } from '../endpoints.store';
import { ENDPOINTS } from '../traffic.strings';
import { EndpointCharts } from '../ui/endpoint-charts';
import { EndpointTable } from '../ui/endpoint-table';
import { RangeTabs } from '../ui/range-tabs';
import { SystemPage } from '../ui/system-page';

/** How the routes perform, and one of them over time. */
@Component({
  selector: 'oc-endpoints-page',
  imports: [EndpointCharts, EndpointTable, OvButton, OvCard, OvEmpty, RangeTabs, SystemPage],
  providers: [EndpointsStore],
  templateUrl: './endpoints.page.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class EndpointsPage {
  protected readonly words = ENDPOINTS;
  protected readonly store = inject(EndpointsStore);
  protected readonly read = this.store.read;
  protected readonly state = this.store.state;
  protected readonly subject = computed(() => this.state.value().route || ENDPOINTS.all);
}
