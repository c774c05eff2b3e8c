import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { OvLineChart } from '@orbisvoice/shared-ui/charts';
import { OvEmpty } from '@orbisvoice/shared-ui/feedback';
import { OvCard } from '@orbisvoice/shared-ui/ui';
import { ErrorsStore } from '../errors.store';
import { fineNumber } from '../fine-figures';
import { SYSTEM } from '../system.strings';
import { ENDPOINTS } from '../traffic.strings';
import { ERRORS } from '../trouble.strings';
import { ErrorTable } from '../ui/error-table';
import { RangeTabs } from '../ui/range-tabs';
import { RefusalTable } from '../ui/refusal-table';
import { SystemPage } from '../ui/system-page';

/** What failed and what was refused. */
@Component({
  selector: 'oc-errors-page',
  imports: [ErrorTable, OvCard, OvEmpty, OvLineChart, RangeTabs, RefusalTable, SystemPage],
  providers: [ErrorsStore],
  template: `
    <oc-system-page [heading]="words.heading" [intro]="words.intro" [read]="read">
      <oc-range-tabs ocControls [range]="store.query().range" />
      @if (read.value(); as now) {
        @let chart = store.chart();
        <ov-card [heading]="words.chart">
          <ov-line-chart
            [caption]="words.chart"
            [labelHead]="step"
            [labels]="chart.labels"
            [gaps]="chart.gaps"
            [gapLabel]="gapLabel"
            [lines]="chart.lines"
            [format]="fine"
          />
        </ov-card>
        <ov-card isFlush [heading]="words.groups">
          @if (now.items.length > 0) {
            <oc-error-table [rows]="store.rows()" [sort]="store.state.value().sort" (sortChange)="store.state.patch({ sort: $event })" />
          } @else {
            <ov-empty icon="success" [heading]="words.empty" [text]="words.emptyText" />
          }
        </ov-card>
        <ov-card isFlush [heading]="words.refusals">
          @if (now.refusals.length > 0) {
            <oc-refusal-table [rows]="now.refusals" />
          } @else {
            <p class="oc-none ov-muted">{{ words.noRefusals }}</p>
          }
        </ov-card>
      }
    </oc-system-page>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ErrorsPage {
  protected readonly words = ERRORS;
  protected readonly step = ENDPOINTS.step;
  protected readonly gapLabel = SYSTEM.notRecorded;
  protected readonly fine = fineNumber;
  protected readonly store = inject(ErrorsStore);
  protected readonly read = this.store.read;
}
