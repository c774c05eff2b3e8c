import { ChangeDetectionStrategy, Component, computed, input, signal } from '@angular/core';
import { BarChartModule } from '@swimlane/ngx-charts';
import { formatNumber } from '../format/number';
import { UI } from '../ui-strings';
import { OvChartFrame, type ChartTable } from './chart-frame';
import type { ChartLink } from './chart-link';
import { oneTabStop } from './one-tab-stop';
import { OvPlot } from './plot';
import { plotWidth } from './plot-size';
import { niceTop, ticks } from './scale';
import { seriesColour, type SeriesColour } from './series';
import { OvSeriesLegend, type SeriesReading } from './series-legend';

/** One value of each group; null where there is none, which is not a bar of no height. */
export interface GroupSeries {
  readonly name: string;
  readonly colour: SeriesColour;
  readonly values: readonly (number | null)[];
}

/**
 * Values side by side that do not add up, for a few groups, drawn by ngx-charts. One tab stop; the pointer and the arrow keys read single groups above
 * the plot, where the series stand in their order with their names; the same figures as a table.
 */
@Component({
  selector: 'ov-grouped-chart',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [BarChartModule, OvChartFrame, OvPlot, OvSeriesLegend],
  template: `
    <ov-chart-frame [caption]="caption()" [table]="table()">
      <ov-series-legend ovLegend [series]="series()" [reading]="reading()" />
      <div [ovPlot]="caption()" [(active)]="active" [count]="labels().length" [links]="links()">
        <ngx-charts-bar-vertical-2d
          aria-hidden="true"
          [view]="[width(), height()]"
          [results]="groups()"
          [customColors]="colourOf"
          [activeEntries]="activeBars()"
          [animations]="false"
          [tooltipDisabled]="true"
          [roundEdges]="false"
          [groupPadding]="24"
          [barPadding]="4"
          [xAxis]="true"
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
export class OvGroupedChart {
  readonly caption = input.required<string>();
  readonly labels = input.required<readonly string[]>();
  readonly series = input.required<readonly GroupSeries[]>();
  readonly labelHead = input('');
  /** What is behind each group. */
  readonly links = input<readonly (ChartLink | null)[]>([]);
  readonly height = input(200);
  readonly format = input<(value: number) => string>(formatNumber);

  protected readonly width = plotWidth();
  protected readonly active = signal<number | null>(null);
  protected readonly top = computed(() =>
    niceTop(Math.max(0, ...this.series().flatMap(({ values }) => values.map((value) => value ?? 0)))),
  );
  protected readonly scale = computed(() => ticks(this.top()));
  /** By their places, as two groups may have the same label. Lit are bars of the name and value that is read: in another group, too, if it has the same. */
  protected readonly groups = computed(() =>
    this.labels().map((_, at) => ({
      name: String(at),
      series: this.series().flatMap(({ values }, place) => {
        const value = values[at] ?? null;
        return value === null ? [] : [{ name: String(place), value, series: String(at) }];
      }),
    })),
  );
  protected readonly activeBars = computed(() => this.groups()[this.active() ?? -1]?.series ?? []);
  protected readonly reading = computed<SeriesReading | null>(() => {
    const at = this.active();
    const label = this.labels()[at ?? -1];
    return at === null || label === undefined ? null : { label, values: this.textsAt(at) };
  });
  protected readonly table = computed<ChartTable>(() => ({
    head: [this.labelHead(), ...this.series().map(({ name }) => name)],
    rows: this.labels().map((label, at) => ({ label, link: this.links()[at], cells: this.textsAt(at) })),
  }));

  constructor() {
    oneTabStop();
  }

  // ngx-charts calls these without their component
  protected readonly labelOf = (name: string): string => this.labels()[Number(name)] ?? '';
  protected readonly valueOf = (value: number): string => this.format()(Math.round(value));
  protected readonly colourOf = (name: string): string => seriesColour(this.series()[Number(name)]?.colour ?? 'quiet');

  private textsAt(at: number): string[] {
    return this.series().map(({ values }) => {
      const value = values[at] ?? null;
      return value === null ? UI.notAvailable : this.format()(value);
    });
  }

  /** The pointer came upon a bar: `series` is its group. */
  protected point(bar: { series: string }): void {
    this.active.set(Number(bar.series));
  }
}
