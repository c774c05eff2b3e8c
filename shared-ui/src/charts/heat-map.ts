import { ChangeDetectionStrategy, Component, computed, input, signal } from '@angular/core';
import { HeatMapModule, ScaleType, type Color } from '@swimlane/ngx-charts';
import { formatNumber } from '../format/number';
import { UI } from '../ui-strings';
import { OvChartFrame, type ChartTable } from './chart-frame';
import type { ChartLink } from './chart-link';
import { HEAT_LEVELS, heatLevel, heatSpan, stepInGrid } from './heat-levels';
import { oneTabStop } from './one-tab-stop';
import { OvPlot } from './plot';
import { plotWidth } from './plot-size';

/** Marks of the cell that is read lie above the levels of the others. */
const READ = HEAT_LEVELS + 1;
/**
 * ngx-charts mixes the colours of a heat map itself and knows no custom properties. It gets levels for values and this scale, which makes level
 * n the red of 4 n: a mark by which the style sheet gives each level its token, in light and dark.
 */
const MARKS: Color = { name: 'levels', selectable: false, group: ScaleType.Linear, domain: ['#000000', '#160000'] };
const MAX_MARK = 11;
/** What the names of the rows take of the width, about: only the thinning of labels needs to know. */
const AXIS_WIDTH = 50;
const LABEL_WIDTH = 24;

/**
 * Counts in a grid, the deeper the more, drawn by ngx-charts. One tab stop; the pointer and the arrow keys read single cells above the plot; the
 * same figures as a table.
 */
@Component({
  selector: 'ov-heat-map',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [HeatMapModule, OvChartFrame, OvPlot],
  template: `
    <ov-chart-frame [caption]="caption()" [table]="table()">
      <p ovLegend class="ov-readout" aria-live="polite">
        @if (reading(); as now) {
          <span>{{ now.label }}: </span><b>{{ now.value }}</b
          >{{ ' ' }}
        }
        <span class="ov-muted">{{ valueLabel() }}</span>
      </p>
      <div
        class="ov-heat"
        [ovPlot]="caption()"
        [(active)]="active"
        [count]="values().length"
        [links]="links()"
        [step]="stepOf()"
        [help]="ui.gridHelp"
      >
        <ngx-charts-heat-map
          aria-hidden="true"
          [view]="[width(), height()]"
          [results]="cells()"
          [scheme]="marks"
          [max]="maxMark"
          [innerPadding]="width() < 480 ? 1 : 3"
          [animations]="false"
          [tooltipDisabled]="true"
          [xAxis]="true"
          [xAxisTicks]="labelled()"
          [xAxisTickFormatting]="columnOf"
          [rotateXAxisTicks]="false"
          [trimXAxisTicks]="false"
          [yAxis]="true"
          [yAxisTickFormatting]="rowOf"
          [trimYAxisTicks]="false"
          (activate)="point($event.value)"
        />
      </div>
      <ul class="ov-heat-key" [attr.aria-label]="valueLabel()">
        @for (step of keySteps(); track step.level) {
          <li><i [attr.data-level]="step.level" aria-hidden="true"></i>{{ step.text }}</li>
        }
      </ul>
    </ov-chart-frame>
  `,
})
export class OvHeatMap {
  readonly caption = input.required<string>();
  readonly labelHead = input.required<string>();
  readonly rows = input.required<readonly string[]>();
  /** The names of the columns as they are read; `columnMarks` are the short ones below them. */
  readonly columns = input.required<readonly string[]>();
  readonly columnMarks = input.required<readonly string[]>();
  /** One value per cell, row after row. */
  readonly values = input.required<readonly number[]>();
  /** What is behind each cell, in the order of the values. */
  readonly links = input<readonly (ChartLink | null)[]>([]);
  readonly valueLabel = input.required<string>();
  readonly height = input(230);
  readonly format = input<(value: number) => string>(formatNumber);

  protected readonly ui = UI;
  protected readonly marks = MARKS;
  protected readonly maxMark = MAX_MARK;
  protected readonly width = plotWidth();
  protected readonly active = signal<number | null>(null);
  protected readonly stepOf = computed(() => {
    const [rows, columns] = [this.rows().length, this.columns().length];
    return (key: string, at: number | null): number | null => stepInGrid(key, at, rows, columns);
  });
  private readonly max = computed(() => Math.max(0, ...this.values()));
  protected readonly cells = computed(() =>
    this.columns().map((_, column) => ({
      name: String(column),
      // from below: ngx-charts begins at the bottom
      series: this.rows()
        .map((__, row) => ({ name: String(row), value: this.markOf(row * this.columns().length + column) }))
        .reverse(),
    })),
  );
  protected readonly labelled = computed(() => {
    const count = this.columns().length;
    const stride = [1, 2, 3, 4, 6, 12].find((step) => (count / step) * LABEL_WIDTH <= this.width() - AXIS_WIDTH) ?? count;
    return this.columns().flatMap((_, index) => (index % stride === 0 ? [String(index)] : []));
  });
  protected readonly keySteps = computed(() =>
    Array.from({ length: HEAT_LEVELS + 1 }, (_, level) => ({ level, span: heatSpan(level, this.max()) })).flatMap(({ level, span }) => {
      if (!span || (level > 0 && this.max() === 0)) return [];
      const [from, to] = [this.format()(span.from), this.format()(span.to)];
      return [{ level, text: from === to ? from : `${from}–${to}` }];
    }),
  );
  protected readonly reading = computed(() => {
    const at = this.active();
    const value = this.values()[at ?? -1];
    return at === null || value === undefined ? null : { label: this.labelOf(at), value: this.format()(value) };
  });
  protected readonly table = computed<ChartTable>(() => ({
    head: [this.labelHead(), ...this.columns()],
    rows: this.rows().map((label, row) => ({
      label,
      links: this.links().slice(row * this.columns().length, (row + 1) * this.columns().length),
      cells: this.columns().map((_, column) => this.format()(this.values()[row * this.columns().length + column] ?? 0)),
    })),
  }));

  constructor() {
    oneTabStop();
  }

  // ngx-charts calls these without their component
  protected readonly columnOf = (name: string): string => this.columnMarks()[Number(name)] ?? '';
  protected readonly rowOf = (name: string): string => {
    const row = this.rows()[Number(name)] ?? '';
    return this.width() < 480 ? row.slice(0, 3) : row;
  };

  /** The pointer came upon a cell: `series` is its column. */
  protected point(cell: { name: string; series: string }): void {
    this.active.set(Number(cell.name) * this.columns().length + Number(cell.series));
  }

  private markOf(at: number): number {
    const level = heatLevel(this.values()[at] ?? 0, this.max());
    return at === this.active() ? level + READ : level;
  }

  private labelOf(at: number): string {
    const columns = this.columns().length;
    return `${this.rows()[Math.floor(at / columns)] ?? ''}, ${this.columns()[at % columns] ?? ''}`;
  }
}
