import { ChangeDetectionStrategy, Component, computed, input, signal } from '@angular/core';
import { formatNumber } from '../format/number';
import { UI } from '../ui-strings';
import { OvChartFrame, type ChartTable } from './chart-frame';
import { plotWidth, stepTo } from './plot-size';
import { labelStride, niceTop, ticks } from './scale';

export interface ChartPoint {
  label: string;
  value: number;
}

const LEFT = 44;
const BOTTOM = 22;
const TOP = 8;

/** Counts over time. One tab stop; arrow keys read the single bars; the same figures as a table. */
@Component({
  selector: 'ov-bar-chart',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvChartFrame],
  template: `
    <ov-chart-frame [caption]="caption()" [table]="table()">
      <span ovLegend class="ov-muted ov-small">{{ valueLabel() }}</span>
      <div
        class="ov-plot"
        tabindex="0"
        role="group"
        [attr.aria-label]="caption() + '. ' + ui.chartHelp"
        (keydown)="key($event)"
        (blur)="active.set(null)"
        (pointerleave)="active.set(null)"
      >
        <svg [attr.viewBox]="'0 0 ' + width() + ' ' + height()" [attr.height]="height()" aria-hidden="true" focusable="false">
          @for (tick of axis(); track tick.value) {
            <line class="ov-grid-line" [attr.x1]="left" [attr.x2]="width()" [attr.y1]="tick.y" [attr.y2]="tick.y" />
            <text [attr.x]="left - 8" [attr.y]="tick.y + 4" text-anchor="end">{{ tick.text }}</text>
          }
          @for (bar of bars(); track $index) {
            <rect
              class="ov-bar"
              rx="2"
              [attr.data-active]="active() === $index ? '' : null"
              [attr.x]="bar.x"
              [attr.y]="bar.y"
              [attr.width]="bar.width"
              [attr.height]="bar.height"
            />
            @if (bar.text; as text) {
              <text
                [attr.x]="$last ? bar.x + bar.width : bar.x + bar.width / 2"
                [attr.y]="height() - 5"
                [attr.text-anchor]="$last ? 'end' : 'middle'"
              >
                {{ text }}
              </text>
            }
            <rect
              class="ov-hit"
              y="0"
              [attr.x]="bar.slotX"
              [attr.width]="bar.slot"
              [attr.height]="height()"
              (pointerenter)="active.set($index)"
            />
          }
          <line class="ov-axis-line" [attr.x1]="left" [attr.x2]="width()" [attr.y1]="base()" [attr.y2]="base()" />
        </svg>
        @if (tip(); as now) {
          <div class="ov-tooltip" [style.left.px]="now.x" [style.top.px]="now.y">
            {{ now.label }} · <b>{{ now.value }}</b>
          </div>
        }
        <span class="ov-visually-hidden" aria-live="polite">{{ tip()?.spoken ?? '' }}</span>
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

  protected readonly ui = UI;
  protected readonly left = LEFT;
  protected readonly width = plotWidth();
  protected readonly active = signal<number | null>(null);
  protected readonly base = computed(() => this.height() - BOTTOM);
  private readonly top = computed(() => niceTop(Math.max(0, ...this.points().map((point) => point.value))));

  protected readonly axis = computed(() =>
    ticks(this.top()).map((value) => ({ value, y: this.yOf(value), text: this.format()(Math.round(value)) })),
  );
  protected readonly bars = computed(() => {
    const points = this.points();
    const slot = (this.width() - LEFT) / Math.max(1, points.length);
    const width = Math.max(1, Math.min(44, slot * 0.72));
    const stride = labelStride(points.length, this.width() - LEFT);
    return points.map((point, index) => {
      const slotX = LEFT + slot * index;
      const y = this.yOf(point.value);
      const text = (points.length - 1 - index) % stride === 0 ? point.label : '';
      return { slotX, slot, x: slotX + (slot - width) / 2, width, y, height: this.base() - y, text };
    });
  });
  protected readonly tip = computed(() => {
    const index = this.active();
    const point = index === null ? undefined : this.points()[index];
    const bar = index === null ? undefined : this.bars()[index];
    if (!point || !bar) return null;
    const value = this.format()(point.value);
    const x = Math.min(this.width() - 60, Math.max(60, bar.x + bar.width / 2));
    return { label: point.label, value, x, y: bar.y, spoken: `${point.label}: ${value} ${this.valueLabel()}` };
  });
  protected readonly table = computed<ChartTable>(() => ({
    head: [this.labelHead(), this.valueLabel()],
    rows: this.points().map((point) => ({ label: point.label, cells: [this.format()(point.value)] })),
  }));

  protected key(event: KeyboardEvent): void {
    const next = stepTo(event.key, this.active(), this.points().length);
    if (next === null) return;
    event.preventDefault();
    this.active.set(next);
  }

  private yOf(value: number): number {
    return this.base() - (value / this.top()) * (this.base() - TOP);
  }
}
