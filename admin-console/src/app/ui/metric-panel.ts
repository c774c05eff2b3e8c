import { booleanAttribute, ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { utcClock } from '../core/dates';
import { MetricInfo } from './metric-info';
import { METRIC_INFO } from './metric-info.strings';

/** A panel of figures that states its definition, window, zone and freshness. */
@Component({
  selector: 'oc-metric-panel',
  imports: [MetricInfo],
  template: `
    <div class="oc-panel-head">
      <h2>{{ heading() }}</h2>
      <oc-metric-info [figure]="heading()" [definition]="definition()" [window]="window()" [source]="source()" [asOf]="asOf()" />
      <span class="oc-grow"></span>
      <ng-content select="[ocPanelAside]" />
    </div>
    <ng-content />
    <p class="oc-tile-foot">{{ foot() }}</p>
  `,
  host: { class: 'oc-panel', '[attr.data-tile]': 'isTile() ? "" : null' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class MetricPanel {
  readonly heading = input.required<string>();
  readonly definition = input.required<string>();
  readonly window = input.required<string>();
  readonly source = input.required<string>();
  readonly asOf = input.required<string>();
  /** One figure rather than a chart or a table: a quieter heading. */
  readonly isTile = input(false, { transform: booleanAttribute });

  protected readonly foot = computed(() => METRIC_INFO.foot(this.window(), utcClock(this.asOf())));
}
