import { ChangeDetectionStrategy, Component, computed, input, signal } from '@angular/core';
import { formatNumber } from '../format/number';
import { UI } from '../ui-strings';
import { OvChartFrame, type ChartTable } from './chart-frame';
import { type ChartLine, lineLayout, type LineScale, stretchesOf } from './line-layout';
import type { ChartLink } from './chart-link';
import { OvPlot } from './plot';
import { plotWidth } from './plot-size';
import { labelStride } from './scale';

const LEFT = 64;
const BOTTOM = 22;
const CHARACTER_WIDTH = 6.8;
const LABEL_SPACE = 28;

/**
 * Lines over time that stop where nothing was recorded, which a bar or a joined line would hide (decision 29). One tab stop; the pointer and
 * the arrow keys read single steps above the plot; the same figures as a table. Lines differ by dash as well as by colour.
 */
@Component({
  selector: 'ov-line-chart',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvChartFrame, OvPlot],
  template: `
    <ov-chart-frame [caption]="caption()" [table]="table()">
      <p ovLegend class="ov-readout ov-line-legend" aria-live="polite">
        @if (reading(); as now) {
          <span>{{ now.label }}:</span>
        }
        @for (line of lines(); track line.name; let i = $index) {
          <span>
            <svg class="ov-line-key" viewBox="0 0 24 8" aria-hidden="true"><path [attr.data-line]="i" d="M2 4H22" /></svg>
            {{ line.name }}
            @if (reading(); as now) {
              <b>{{ now.values[i] }}</b>
            }
          </span>
        }
        @if (openStretches().length) {
          <span><i class="ov-swatch" data-colour="open" aria-hidden="true"></i> {{ notOver }}</span>
        }
      </p>
      <div [ovPlot]="caption()" [(active)]="active" [count]="labels().length" [links]="links()">
        @let view = layout();
        <svg
          class="ov-lines"
          aria-hidden="true"
          [attr.viewBox]="'0 0 ' + width() + ' ' + height()"
          [attr.height]="height()"
          (pointermove)="point($event)"
        >
          @for (tick of view.ticks; track tick.value) {
            <line class="ov-line-grid" [attr.x1]="left" [attr.x2]="width()" [attr.y1]="tick.y" [attr.y2]="tick.y" />
            <text text-anchor="end" [attr.x]="left - 8" [attr.y]="tick.y + 4">{{ format()(tick.value) }}</text>
          }
          @for (gap of view.gaps; track gap.x) {
            <rect class="ov-line-gap" [attr.x]="gap.x" [attr.width]="gap.width" y="8" [attr.height]="height() - bottom - 8" />
          }
          @for (stretch of openStretches(); track stretch.x) {
            <rect class="ov-line-open" [attr.x]="stretch.x" [attr.width]="stretch.width" y="8" [attr.height]="height() - bottom - 8" />
          }
          @if (active() !== null) {
            <line class="ov-line-cursor" [attr.x1]="cursor()" [attr.x2]="cursor()" y1="8" [attr.y2]="height() - bottom" />
          }
          @for (path of view.paths; track $index) {
            <path class="ov-line" [attr.data-line]="$index" [attr.d]="path" />
          }
          @for (mark of marks(); track mark.x) {
            <text text-anchor="middle" [attr.x]="mark.x" [attr.y]="height() - 6">{{ mark.label }}</text>
          }
        </svg>
      </div>
    </ov-chart-frame>
  `,
})
export class OvLineChart {
  readonly caption = input.required<string>();
  /** What the steps are called, one for each value of every line. */
  readonly labels = input.required<readonly string[]>();
  /** Shorter names for the axis, where the ones that are read are long. */
  readonly axisLabels = input<readonly string[] | null>(null);
  readonly lines = input.required<readonly ChartLine[]>();
  /** Steps in which nothing was recorded; none where every step was. */
  readonly gaps = input<readonly boolean[]>([]);
  /** Steps that are not over yet: what is low there may still grow. */
  readonly open = input<readonly boolean[]>([]);
  /** How a gap is called in the read-out and the table. */
  readonly gapLabel = input<string>(UI.notAvailable);
  readonly labelHead = input('');
  /** What is behind each step. */
  readonly links = input<readonly (ChartLink | null)[]>([]);
  readonly height = input(190);
  readonly scale = input<LineScale>('number');
  readonly format = input<(value: number) => string>(formatNumber);

  protected readonly notOver = UI.chartNotOver;
  protected readonly left = LEFT;
  protected readonly bottom = BOTTOM;
  protected readonly width = plotWidth();
  protected readonly active = signal<number | null>(null);
  private readonly isGap = computed(() => this.labels().map((_, at) => this.gaps()[at] ?? false));
  protected readonly layout = computed(() =>
    lineLayout(this.lines(), this.isGap(), { width: this.width(), height: this.height(), left: LEFT, bottom: BOTTOM, scale: this.scale() }),
  );
  protected readonly openStretches = computed(() => stretchesOf(this.open(), { left: LEFT, slot: this.layout().slot }));
  protected readonly cursor = computed(() => this.layout().xs[this.active() ?? -1] ?? 0);
  protected readonly marks = computed(() => {
    const labels = this.axisLabels() ?? this.labels();
    const longest = Math.max(0, ...labels.map(({ length }) => length)) * CHARACTER_WIDTH;
    const stride = labelStride(labels.length, this.width() - LEFT, longest + LABEL_SPACE);
    const half = longest / 2;
    return this.layout()
      .xs.map((x, index) => ({ x: Math.min(this.width() - half, x), label: labels[index] ?? '', index }))
      .filter(({ index }) => (labels.length - 1 - index) % stride === 0);
  });
  protected readonly reading = computed(() => {
    const at = this.active();
    const label = this.labels()[at ?? -1];
    return at === null || label === undefined ? null : { label, values: this.lines().map(({ values }) => this.textOf(values[at], at)) };
  });
  protected readonly table = computed<ChartTable>(() => ({
    head: [this.labelHead(), ...this.lines().map(({ name }) => name)],
    rows: this.labels().map((label, at) => ({
      label,
      link: this.links()[at],
      cells: this.lines().map(({ values }) => this.textOf(values[at], at)),
    })),
  }));

  protected point(event: PointerEvent): void {
    if (!(event.currentTarget instanceof Element)) return;
    const box = event.currentTarget.getBoundingClientRect();
    const x = ((event.clientX - box.left) / Math.max(1, box.width)) * this.width();
    const at = Math.floor((x - LEFT) / Math.max(1e-6, this.layout().slot));
    this.active.set(at >= 0 && at < this.labels().length ? at : null);
  }

  private textOf(value: number | null | undefined, at: number): string {
    if (this.gaps()[at]) return this.gapLabel();
    return value === null || value === undefined ? UI.notAvailable : this.format()(value);
  }
}
