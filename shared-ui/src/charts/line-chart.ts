import { ChangeDetectionStrategy, Component, computed, input, signal } from '@angular/core';
import { formatNumber } from '../format/number';
import { UI } from '../ui-strings';
import { OvChartFrame, type ChartTable } from './chart-frame';
import { type ChartLine, lineLayout, nearestLine, stepAmongLines, type LineScale, stretchesOf } from './line-layout';
import type { ChartLink } from './chart-link';
import { OvPlot } from './plot';
import { plotWidth, stepTo } from './plot-size';
import { labelStride } from './scale';

const LEFT = 64;
const BOTTOM = 22;
const CHARACTER_WIDTH = 6.8;
const LABEL_SPACE = 28;

/**
 * Lines over time that stop where nothing was recorded, which a bar or a joined line would hide (decision 29). One tab stop; the pointer and
 * the arrow keys read single steps above the plot; the same figures as a table. Lines differ by dash as well as by colour. Where each has rows of
 * its own, one of them is chosen, too: that near the pointer, or by the keys up and down.
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
          <span [class.ov-line-chosen]="i === chosen()">
            <svg class="ov-line-key" viewBox="0 0 24 8" aria-hidden="true"><path [attr.data-line]="i" d="M2 4H22" /></svg>
            {{ line.name }}
            @if (reading(); as now) {
              <b>{{ now.values[i] }}</b>
            }
            @if (i === chosen()) {
              <span class="ov-visually-hidden"> {{ ui.chosen }}</span>
            }
          </span>
        }
        @if (openStretches().length) {
          <!-- the key of the shade; a step that is read says so by its own name -->
          <span class="ov-line-open-key" aria-hidden="true"><i class="ov-swatch" data-colour="open"></i> {{ ui.chartNotOver }}</span>
        }
      </p>
      <div
        [ovPlot]="caption()"
        [(active)]="active"
        [count]="labels().length * perStep()"
        [links]="allLinks()"
        [step]="stepOf()"
        [help]="isByLine() ? ui.linesHelp : ui.chartHelp"
      >
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
          @if (place() !== null) {
            <line class="ov-line-cursor" [attr.x1]="cursor()" [attr.x2]="cursor()" y1="8" [attr.y2]="height() - bottom" />
          }
          @for (path of view.paths; track $index) {
            <path class="ov-line" [attr.data-line]="$index" [attr.d]="path" />
          }
          @if (dot(); as at) {
            <circle class="ov-line-dot" r="4" [attr.data-line]="chosen()" [attr.cx]="cursor()" [attr.cy]="at.y" />
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
  /** What is behind each step, where all lines are of the same; otherwise it stands with the lines. */
  readonly links = input<readonly (ChartLink | null)[]>([]);
  readonly height = input(190);
  readonly scale = input<LineScale>('number');
  readonly format = input<(value: number) => string>(formatNumber);

  protected readonly left = LEFT;
  protected readonly bottom = BOTTOM;
  protected readonly width = plotWidth();
  protected readonly ui = UI;
  /** The value that is read: a step, or where lines have rows of their own a line of a step. */
  protected readonly active = signal<number | null>(null);
  protected readonly isByLine = computed(() => this.lines().some(({ links }) => links !== undefined));
  protected readonly perStep = computed(() => (this.isByLine() ? this.lines().length : 1));
  protected readonly place = computed(() => {
    const at = this.active();
    return at === null ? null : Math.floor(at / this.perStep());
  });
  protected readonly chosen = computed(() => {
    const at = this.active();
    return at === null || !this.isByLine() ? null : at % this.perStep();
  });
  protected readonly allLinks = computed(() =>
    this.isByLine() ? this.labels().flatMap((_, at) => this.lines().map(({ links }) => links?.[at] ?? null)) : this.links(),
  );
  protected readonly stepOf = computed(() => {
    const size = { steps: this.labels().length, lines: this.perStep() };
    return (key: string, at: number | null): number | null =>
      this.isByLine() ? stepAmongLines(key, at, size) : stepTo(key, at, size.steps);
  });
  private readonly isGap = computed(() => this.labels().map((_, at) => this.gaps()[at] ?? false));
  protected readonly layout = computed(() =>
    lineLayout(this.lines(), this.isGap(), { width: this.width(), height: this.height(), left: LEFT, bottom: BOTTOM, scale: this.scale() }),
  );
  protected readonly openStretches = computed(() => stretchesOf(this.open(), { left: LEFT, slot: this.layout().slot }));
  protected readonly cursor = computed(() => this.layout().xs[this.place() ?? -1] ?? 0);
  protected readonly dot = computed(() => {
    const value = this.lines()[this.chosen() ?? -1]?.values[this.place() ?? -1] ?? null;
    return value === null ? null : { y: this.layout().y(value) };
  });
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
    const at = this.place();
    const label = this.labels()[at ?? -1];
    return at === null || label === undefined ? null : { label, values: this.lines().map(({ values }) => this.textOf(values[at], at)) };
  });
  protected readonly table = computed<ChartTable>(() => ({
    head: [this.labelHead(), ...this.lines().map(({ name }) => name)],
    rows: this.labels().map((label, at) => ({
      label,
      link: this.links()[at],
      links: this.lines().map(({ links }) => links?.[at]),
      cells: this.lines().map(({ values }) => this.textOf(values[at], at)),
    })),
  }));

  protected point(event: PointerEvent): void {
    if (!(event.currentTarget instanceof Element)) return;
    const box = event.currentTarget.getBoundingClientRect();
    const x = ((event.clientX - box.left) / Math.max(1, box.width)) * this.width();
    const at = Math.floor((x - LEFT) / Math.max(1e-6, this.layout().slot));
    if (at < 0 || at >= this.labels().length) return this.active.set(null);
    const { y } = this.layout();
    const heights = this.lines()
      .map(({ values }) => values[at] ?? null)
      .map((value) => (value === null ? null : y(value)));
    const line = this.isByLine() ? nearestLine(heights, ((event.clientY - box.top) / Math.max(1, box.height)) * this.height()) : 0;
    this.active.set(at * this.perStep() + line);
  }

  private textOf(value: number | null | undefined, at: number): string {
    if (this.gaps()[at]) return this.gapLabel();
    return value === null || value === undefined ? UI.notAvailable : this.format()(value);
  }
}
