import { ChangeDetectionStrategy, Component, computed, input, signal } from '@angular/core';
import { formatMoney } from '@orbisvoice/shared-ui/format';
import { OvButton, OvIcon } from '@orbisvoice/shared-ui/ui';
import { monthName } from '../../../core/dates';
import { MetricPanel } from '../../../ui/metric-panel';
import type { OverviewChecks } from '../overview-checks';
import type { WaterfallMonth } from '../mrr-waterfall';
import { OVERVIEW } from '../overview.strings';
import { MrrChart } from './mrr-chart';
import { MrrTable } from './mrr-table';

/** MRR by month with its movements, and in plain sight whether they add up. */
@Component({
  selector: 'oc-mrr-panel',
  imports: [MetricPanel, MrrChart, MrrTable, OvButton, OvIcon],
  template: `
    <oc-metric-panel [heading]="words.title" [definition]="words.definition" [window]="window()" [source]="words.source" [asOf]="asOf()">
      <button
        ocPanelAside
        ov-button
        type="button"
        variant="ghost"
        size="s"
        [attr.aria-pressed]="isTable()"
        (click)="isTable.set(!isTable())"
      >
        <ov-icon name="table" />{{ words.table }}
      </button>
      <p class="ov-row" role="status">
        @if (checks().brokenMonths.length > 0) {
          <span class="oc-check" data-tone="danger"><ov-icon name="alert" />{{ brokenText() }}</span>
        } @else {
          <span class="oc-check" data-tone="success"><ov-icon name="check" />{{ words.allReconciled(rows().length) }}</span>
        }
        @if (checks().lastMonth !== 0) {
          <span class="oc-check" data-tone="danger"><ov-icon name="alert" />{{ words.currentOff(money(checks().lastMonth)) }}</span>
        }
      </p>
      <p class="oc-panel-lead">{{ words.lead }}</p>
      @if (!hasHistory()) {
        <p class="ov-muted">{{ words.empty }}</p>
      } @else if (isTable()) {
        <oc-mrr-table [rows]="rows()" [currency]="currency()" />
      } @else {
        <oc-mrr-chart [rows]="rows()" [currency]="currency()" />
      }
    </oc-metric-panel>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class MrrPanel {
  readonly rows = input.required<readonly WaterfallMonth[]>();
  readonly checks = input.required<OverviewChecks>();
  readonly currency = input.required<string>();
  readonly asOf = input.required<string>();

  protected readonly words = OVERVIEW.mrr;
  protected readonly isTable = signal(false);
  protected readonly window = computed(() => OVERVIEW.mrr.window(this.rows().length));
  protected readonly hasHistory = computed(() => this.rows().some((row) => row.mrr !== 0 || row.start !== 0 || row.net !== 0));

  protected readonly brokenText = computed(() => {
    const months = this.checks().brokenMonths.map(({ month, difference }) => OVERVIEW.mrr.offIn(monthName(month), this.money(difference)));
    return OVERVIEW.mrr.notReconciled(months.join(', '));
  });

  /** How far two figures are apart; which of them is larger can be seen. */
  protected money(cents: number): string {
    return formatMoney(Math.abs(cents), this.currency());
  }
}
