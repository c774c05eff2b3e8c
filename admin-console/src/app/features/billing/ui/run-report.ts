import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { ReconciliationReport } from '@orbisvoice/shared-dto';
import { OvNotice } from '@orbisvoice/shared-ui/feedback';
import { formatNumber } from '@orbisvoice/shared-ui/format';
import { OvStat } from '@orbisvoice/shared-ui/ui';
import { UtcTime } from '../../../ui/utc-time';
import { RECONCILIATION } from '../reconciliation.strings';
import { tookOf } from '../run-figures';
import { DiscrepancyList } from './discrepancy-list';

/** What a comparison checked, found and repaired, and what it could not. */
@Component({
  selector: 'oc-run-report',
  imports: [DiscrepancyList, OvNotice, OvStat, UtcTime],
  template: `
    @let it = report();
    @if (it.error; as reason) {
      <ov-notice class="oc-inset" tone="danger"
        ><p>
          <b>{{ words.failed }}</b> {{ reason }}
        </p></ov-notice
      >
    }
    <div class="ov-stat-strip oc-strip-flat">
      <ov-stat [label]="words.columns.checked" [value]="number(total())" [note]="checked()" />
      <ov-stat [label]="words.columns.found" [value]="number(it.discrepancies)" />
      <ov-stat [label]="words.columns.repaired" [value]="number(it.repaired)" />
      <ov-stat [label]="words.columns.unresolved" [value]="number(it.discrepancies - it.repaired)" />
      <ov-stat [label]="words.columns.took" [value]="took()" />
    </div>
    <p class="oc-report-when ov-small ov-muted">
      {{ words.columns.started }} <oc-utc-time detail="both" [at]="it.startedAt" /> {{ words.startedBy(it.startedBy) }}
    </p>
    @if (it.items.length > 0) {
      <oc-discrepancies [items]="it.items" />
    } @else if (it.status === 'clean') {
      <p class="oc-none">{{ words.agrees }}</p>
    } @else if (it.status === 'running') {
      <p class="oc-none ov-muted">{{ words.stillRunning }}</p>
    } @else if (it.status !== 'failed') {
      <p class="oc-none ov-muted">{{ words.nothingListed }}</p>
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RunReport {
  readonly report = input.required<ReconciliationReport>();

  protected readonly words = RECONCILIATION;
  protected readonly number = formatNumber;
  protected readonly total = computed(() => {
    const { customers, subscriptions, invoices } = this.report().checked;
    return customers + subscriptions + invoices;
  });
  protected readonly checked = computed(() => RECONCILIATION.checked(this.report().checked));
  protected readonly took = computed(() => tookOf(this.report()) ?? RECONCILIATION.notFinished);
}
