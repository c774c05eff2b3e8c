import { ChangeDetectionStrategy, Component, computed, input, signal } from '@angular/core';
import { BarChartModule } from '@swimlane/ngx-charts';
import { formatNumber } from '../format/number';
import { OvChartFrame, type ChartTable } from './chart-frame';
import type { ChartLink } from './chart-link';
import { oneTabStop } from './one-tab-stop';
import { OvPlot } from './plot';
import { plotWidth } from './plot-size';
import { labelStride, niceTop, ticks } from './scale';

export interface ChartPoint {
  label: string;
  value: number;
  /** What is behind it. */
  link?: ChartLink | null;
}

/** What the value axis takes of the width, about: only the thinning of labels needs to know. */
const AXIS_WIDTH = 60;

/** A point as ngx-charts takes it: by its place, because two points may have the same label. */
interface Bar {
  name: string;
  value: number;
}

/**
 * Counts over time, drawn by ngx-charts. One tab stop; the pointer and the arrow keys read single bars above the plot; the same figures as a
 * table.
 */
@Component({
  selector: 'ov-bar-chart',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [BarChartModule, OvChartFrame, OvPlot],
  template: `
    <ov-chart-frame [caption]="caption()" [table]="table()">
      <p ovLegend class="ov-readout" aria-live="polite">
        @if (reading(); as now) {
          <span>{{ now.label }}: </span><b>{{ now.value }}</b
          >{{ ' ' }}
        }
        <span class="ov-muted">{{ valueLabel() }}</span>
      </p>
      <div [ovPlot]="caption()" [(active)]="active" [count]="points().length" [links]="links()">
        <ngx-charts-bar-vertical
          aria-hidden="true"
          [view]="[width(), height()]"
          [results]="bars()"
          [activeEntries]="activeBars()"
          [animations]="false"
          [tooltipDisabled]="true"
          [roundEdges]="false"
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
export class OvBarChart {
  readonly caption = input.required<string>();
  readonly points = input.required<readonly ChartPoint[]>();
  readonly valueLabel = input.required<string>();
  readonly labelHead = input('');
  readonly height = input(200);
  readonly format = input<(value: number) => string>(formatNumber);

  protected readonly width = plotWidth();
  protected readonly active = signal<number | null>(null);
  protected readonly top = computed(() => niceTop(Math.max(0, ...this.points().map((point) => point.value))));
  protected readonly scale = computed(() => ticks(this.top()));
  protected readonly bars = computed<Bar[]>(() => this.points().map(({ value }, index) => ({ name: String(index), value })));
  /** A quarter of a bar's place stays empty, as many bars as there are. */
  protected readonly barPadding = computed(() => Math.max(1, ((this.width() - AXIS_WIDTH) / Math.max(1, this.points().length)) * 0.28));
  protected readonly links = computed(() => this.points().map(({ link }) => link ?? null));
  protected readonly activeBars = computed(() => this.bars().filter((_, index) => index === this.active()));
  /** The places whose labels are shown: as many as fit, the last one always. */
  protected readonly labelled = computed(() => {
    const count = this.points().length;
    const stride = labelStride(count, this.width() - AXIS_WIDTH);
    return this.bars()
      .filter((_, index) => (count - 1 - index) % stride === 0)
      .map(({ name }) => name);
  });
  protected readonly reading = computed(() => {
    const point = this.points()[this.active() ?? -1];
    return point && { label: point.label, value: this.format()(point.value) };
  });
  protected readonly table = computed<ChartTable>(() => ({
    head: [this.labelHead(), this.valueLabel()],
    rows: this.points().map(({ label, value, link }) => ({ label, cells: [this.format()(value)], links: [link] })),
  }));

  constructor() {
    oneTabStop();
  }

  // ngx-charts calls these without their component
  protected readonly labelOf = (name: string): string => this.points()[Number(name)]?.label ?? '';
  protected readonly valueOf = (value: number): string => this.format()(Math.round(value));

  /** The pointer came upon a bar. */
  protected point({ name }: Bar): void {
    this.active.set(Number(name));
  }
}
