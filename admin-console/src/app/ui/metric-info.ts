import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { OvInfo } from '@orbisvoice/shared-ui/ui';
import { utcExact, viewerExact } from '../core/dates';
import { METRIC_INFO } from './metric-info.strings';

/** The explanation of a figure: its definition, window, zone, freshness and what it was counted from. */
@Component({
  selector: 'oc-metric-info',
  imports: [OvInfo],
  template: `
    <ov-info [label]="words.about(figure())">
      <p>{{ definition() }}</p>
      <dl>
        <dt>{{ words.window }}</dt>
        <dd>{{ window() }}</dd>
        <dt>{{ words.zone }}</dt>
        <dd>{{ words.zoneName }}</dd>
        <dt>{{ words.asOf }}</dt>
        <dd>
          {{ utc() }}<br /><span class="ov-muted">{{ local() }}</span>
        </dd>
        <dt>{{ words.source }}</dt>
        <dd>{{ source() }}</dd>
      </dl>
    </ov-info>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class MetricInfo {
  readonly figure = input.required<string>();
  readonly definition = input.required<string>();
  readonly window = input.required<string>();
  readonly source = input.required<string>();
  readonly asOf = input.required<string>();

  protected readonly words = METRIC_INFO;
  protected readonly utc = computed(() => utcExact(this.asOf()));
  protected readonly local = computed(() => viewerExact(this.asOf()));
}
