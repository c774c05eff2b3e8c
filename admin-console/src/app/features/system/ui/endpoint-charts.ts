import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { SystemEndpointPoint } from '@orbisvoice/shared-dto';
import { type ChartLine, OvLineChart } from '@orbisvoice/shared-ui/charts';
import { OvCard } from '@orbisvoice/shared-ui/ui';
import { fineMilliseconds, fineNumber } from '../fine-figures';
import { SYSTEM } from '../system.strings';
import { ENDPOINTS } from '../traffic.strings';

/** Rate, latency and errors of a route over time. */
@Component({
  selector: 'oc-endpoint-charts',
  imports: [OvCard, OvLineChart],
  template: `
    @for (chart of charts(); track chart.heading) {
      <ov-card [heading]="chart.heading">
        <ov-line-chart
          [caption]="chart.heading + ': ' + subject()"
          [labelHead]="words.step"
          [labels]="labels()"
          [gaps]="gaps()"
          [gapLabel]="gapLabel"
          [lines]="chart.lines"
          [format]="chart.format"
        />
      </ov-card>
    }
  `,
  host: { class: 'oc-system-charts' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class EndpointCharts {
  readonly subject = input.required<string>();
  readonly labels = input.required<readonly string[]>();
  readonly gaps = input.required<readonly boolean[]>();
  readonly points = input.required<readonly SystemEndpointPoint[]>();

  protected readonly words = ENDPOINTS;
  protected readonly gapLabel = SYSTEM.notRecorded;
  protected readonly charts = computed(() => {
    const { lines } = ENDPOINTS;
    return [
      { heading: ENDPOINTS.rate, format: fineNumber, lines: [this.line(lines.rate, (point) => point.perMinute)] },
      {
        heading: ENDPOINTS.latency,
        format: fineMilliseconds,
        lines: [
          this.line(lines.p50, (point) => point.p50Ms),
          this.line(lines.p95, (point) => point.p95Ms),
          this.line(lines.p99, (point) => point.p99Ms),
        ],
      },
      {
        heading: ENDPOINTS.errors,
        format: fineNumber,
        lines: [
          this.line(ENDPOINTS.clientErrors, (point) => point.clientErrors),
          this.line(ENDPOINTS.serverErrors, (point) => point.serverErrors),
        ],
      },
    ];
  });

  private line(name: string, of: (point: SystemEndpointPoint) => number | null): ChartLine {
    return { name, values: this.points().map((point) => (point.isRecorded ? of(point) : null)) };
  }
}
