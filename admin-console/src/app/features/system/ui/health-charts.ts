import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { SystemHealthPoint } from '@orbisvoice/shared-dto';
import type { SystemRange } from '@orbisvoice/shared-dto/values';
import { type ChartLine, OvLineChart } from '@orbisvoice/shared-ui/charts';
import { formatBytes } from '@orbisvoice/shared-ui/format';
import { OvCard } from '@orbisvoice/shared-ui/ui';
import { fineMilliseconds, fineNumber } from '../fine-figures';
import { HEALTH } from '../health.strings';
import { stepLabel } from '../step-label';
import { SYSTEM } from '../system.strings';
import { ENDPOINTS } from '../traffic.strings';

/** The processes over time: processor, memory, lag, and who waited for a connection. */
@Component({
  selector: 'oc-health-charts',
  imports: [OvCard, OvLineChart],
  template: `
    @for (chart of charts(); track chart.heading) {
      <ov-card [heading]="chart.heading">
        <ov-line-chart
          [caption]="chart.heading"
          [labelHead]="step"
          [labels]="labels()"
          [gaps]="gaps()"
          [gapLabel]="gapLabel"
          [lines]="chart.lines"
          [format]="chart.format"
          [height]="150"
        />
      </ov-card>
    }
  `,
  host: { class: 'oc-system-charts' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class HealthCharts {
  readonly points = input.required<readonly SystemHealthPoint[]>();
  readonly range = input.required<SystemRange>();

  protected readonly step = ENDPOINTS.step;
  protected readonly gapLabel = SYSTEM.notRecorded;
  protected readonly labels = computed(() => this.points().map(({ at }) => stepLabel(at, this.range())));
  protected readonly gaps = computed(() => this.points().map(({ isRecorded }) => !isRecorded));
  protected readonly charts = computed(() => {
    const words = HEALTH.charts;
    return [
      { heading: words.cpu, format: fineNumber, lines: [this.line(words.cores, (point) => point.cpuCores)] },
      { heading: words.memory, format: formatBytes, lines: [this.line(words.largest, (point) => point.memoryBytes)] },
      { heading: words.lag, format: fineMilliseconds, lines: [this.line(words.worst, (point) => point.loopLagMs)] },
      { heading: words.pool, format: fineNumber, lines: [this.line(words.waiting, (point) => point.poolWaiting)] },
    ];
  });

  private line(name: string, of: (point: SystemHealthPoint) => number | null): ChartLine {
    return { name, values: this.points().map(of) };
  }
}
