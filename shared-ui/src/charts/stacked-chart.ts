import { ChangeDetectionStrategy, Component, computed, input, signal } from '@angular/core';
import { BarChartModule } from '@swimlane/ngx-charts';
import { formatNumber } from '../format/number';
import { UI } from '../ui-strings';
import { OvChartFrame, type ChartTable } from './chart-frame';
import type { ChartLink } from './chart-link';
import { oneTabStop } from './one-tab-stop';
import { OvPlot } from './plot';
import { plotWidth } from './plot-size';
import { labelStride, ticksBetween } from './scale';
import { seriesColour, type StackSeries } from './series';
import { OvSeriesLegend, type SeriesReading } from './series-legend';

/** What the value axis takes of the width, about: only the thinning of labels needs to know. */
const AXIS_WIDTH = 60;
const PADDING_SHARE = 0.28;

/**
 * Parts of a count over time, one upon the other, what is lost below zero, drawn by ngx-charts. One tab stop; the pointer and the arrow keys read
 * single stacks above the plot, where the parts stand in their order with their names; the same figures as a table.
 */
@Component({
  selector: 'ov-stacked-chart',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [BarChartModule, OvChartFrame, OvPlot, OvSeriesLegend],
  template: `
    <ov-chart-frame [caption]="caption()" [table]="table()">
      <ov-series-legend ovLegend [series]="series()" [reading]="reading()" />
      <div [ovPlot]="caption()" [(active)]="active" [count]="labels().length" [links]="links()">
        <ngx-charts-bar-vertical-stacked
          aria-hidden="true"
          [view]="[width(), height()]"
          [results]="stacks()"
          [customColors]="colourOf"
          [activeEntries]="activeParts()"
          [animations]="false"
          [tooltipDisabled]="true"
          [barPadding]="barPadding()"
          [xAxis]="true"
          [xAxisTicks]="labelled()"
          [xAxisTickFormatting]="labelOf"
          [rotateXAxisTicks]="false"
          [trimXAxisTicks]="false"
          [yAxis]="true"
          [yAxisTicks]="scale()"
          [yAxisTickFormatting]="valueOf"
          [trimYAxisTicks]="false"
          [yScaleMax]="top()"
          (activate)="point($event.value)"
        />
      </div>
    </ov-chart-frame>
  `,
})
export class OvStackedChart {
  readonly caption = input.required<string>();
  readonly labels = input.required<readonly string[]>();
  /** Shorter names for the axis, where the ones that are read are long. */
  readonly axisLabels = input<readonly string[] | null>(null);
  readonly series = input.required<readonly StackSeries[]>();
  readonly labelHead = input('');
  /** What the sum of the parts is called in the table. */
  readonly totalHead = input<string>(UI.chartTotal);
  /** What is behind each step; what is behind its parts stands with the series. */
  readonly links = input<readonly (ChartLink | null)[]>([]);
  readonly height = input(200);
  readonly format = input<(value: number) => string>(formatNumber);

  protected readonly width = plotWidth();
  protected readonly active = signal<number | null>(null);
  private readonly sums = computed(() =>
    this.labels().map((_, at) => this.series().reduce((sum, { values }) => sum + (values[at] ?? 0), 0)),
  );
  protected readonly scale = computed(() => ticksBetween(-this.reach(-1), this.reach(1)));
  protected readonly top = computed(() => this.scale().at(-1) ?? 0);
  /** By their places, because two steps may have the same label, and ngx-charts tells active parts by name and value alone. */
  protected readonly stacks = computed(() =>
    this.labels().map((_, at) => ({
      name: String(at),
      series: this.series().map(({ values }, part) => ({ name: `${at}/${part}`, value: values[at] ?? 0 })),
    })),
  );
  protected readonly barPadding = computed(() =>
    Math.max(1, ((this.width() - AXIS_WIDTH) / Math.max(1, this.labels().length)) * PADDING_SHARE),
  );
  protected readonly activeParts = computed(() => this.stacks()[this.active() ?? -1]?.series ?? []);
  protected readonly labelled = computed(() => {
    const count = this.labels().length;
    const stride = labelStride(count, this.width() - AXIS_WIDTH);
    return this.stacks()
      .filter((_, at) => (count - 1 - at) % stride === 0)
      .map(({ name }) => name);
  });
  protected readonly reading = computed<SeriesReading | null>(() => {
    const at = this.active();
    const label = this.labels()[at ?? -1];
    return at === null || label === undefined ? null : { label, values: this.series().map(({ values }) => this.format()(values[at] ?? 0)) };
  });
  protected readonly table = computed<ChartTable>(() => ({
    head: [this.labelHead(), ...this.series().map(({ name }) => name), this.totalHead()],
    rows: this.labels().map((label, at) => ({
      label,
      link: this.links()[at],
      links: this.series().map(({ links }) => links?.[at]),
      cells: [...this.series().map(({ values }) => values[at] ?? 0), this.sums()[at] ?? 0].map((value) => this.format()(value)),
    })),
  }));

  constructor() {
    oneTabStop();
  }

  // ngx-charts calls these without their component
  protected readonly labelOf = (name: string): string => (this.axisLabels() ?? this.labels())[Number(name)] ?? '';
  protected readonly valueOf = (value: number): string => this.format()(Math.round(value));
  protected readonly colourOf = (name: string): string => seriesColour(this.series()[Number(name.split('/')[1])]?.colour ?? 'quiet');

  /** How far the longest stack reaches on one side of zero. */
  private reach(side: 1 | -1): number {
    const reaches = this.labels().map((_, at) => this.series().reduce((sum, { values }) => sum + Math.max(0, side * (values[at] ?? 0)), 0));
    return Math.max(0, ...reaches);
  }

  /** The pointer came upon a part: `series` is its stack. */
  protected point(part: { series: string }): void {
    this.active.set(Number(part.series));
  }
}
