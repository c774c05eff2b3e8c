import { booleanAttribute, ChangeDetectionStrategy, Component, input } from '@angular/core';
import type { ReportHead } from '@orbisvoice/shared-dto';
import type { DefinitionKey } from '@orbisvoice/shared-dto/values';
import { MetricInfo } from './metric-info';

/** A card of a chart: its title, what it shows, and what the chart is made of to be read on hover, focus or click. */
@Component({
  selector: 'ov-chart-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [MetricInfo],
  host: { class: 'ov-card', '[attr.data-flush]': 'isFlush() ? "" : null' },
  template: `
    <div class="ov-card-head">
      <div class="chart-title">
        <h2>{{ heading() }}</h2>
        <ov-metric-info [name]="heading()" [keys]="keys()" [head]="head()" [note]="note()" />
      </div>
      <div class="ov-row"><ng-content select="[ovCardActions]" /></div>
    </div>
    <div class="ov-card-body"><ng-content /></div>
  `,
})
export class ChartCard {
  readonly heading = input.required<string>();
  readonly keys = input.required<readonly DefinitionKey[]>();
  readonly head = input.required<ReportHead>();
  readonly note = input<string | null>(null);
  /** Drops the padding, for tables. */
  readonly isFlush = input(false, { transform: booleanAttribute });
}
