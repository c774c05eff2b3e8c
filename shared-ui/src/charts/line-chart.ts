import { ChangeDetectionStrategy, Component, computed, input, signal } from '@angular/core';
import { formatNumber } from '../format/number';
import { UI } from '../ui-strings';
import { OvChartFrame, type ChartTable } from './chart-frame';
import { plotWidth, stepTo } from './plot-size';
import { labelStride, niceTop, ticks } from './scale';

/** One line: a value per label; null leaves a gap. At most four, each with its own colour and dash. */
export interface ChartSeries {
  name: string;
  values: readonly (number | null)[];
}

const LEFT = 60;
const RIGHT = 12;
const BOTTOM = 22;
const TOP = 8;

/** How figures move over time, one to four lines. Arrow keys read the points; the same figures as a table. */
@Component({
  selector: 'ov-line-chart',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvChartFrame],
  templateUrl: './line-chart.html',
})
export class OvLineChart {
  readonly caption = input.required<string>();
  readonly labels = input.required<readonly string[]>();
  readonly series = input.required<readonly ChartSeries[]>();
  readonly labelHead = input('');
  readonly height = input(220);
  readonly format = input<(value: number) => string>(formatNumber);

  protected readonly ui = UI;
  protected readonly left = LEFT;
  protected readonly width = plotWidth();
  protected readonly active = signal<number | null>(null);
  protected readonly base = computed(() => this.height() - BOTTOM);
  private readonly top = computed(() => niceTop(Math.max(0, ...this.series().flatMap(({ values }) => values.map((value) => value ?? 0)))));

  protected readonly axis = computed(() =>
    ticks(this.top()).map((value) => ({ value, y: this.yOf(value), text: this.format()(Math.round(value)) })),
  );
  protected readonly slots = computed(() => {
    const labels = this.labels();
    const stride = labelStride(labels.length, this.width() - LEFT, 72);
    const step = (this.width() - LEFT - RIGHT) / Math.max(1, labels.length - 1);
    return labels.map((label, index) => ({
      x: this.xOf(index),
      hitX: this.xOf(index) - step / 2,
      hitWidth: step,
      text: (labels.length - 1 - index) % stride === 0 ? label : '',
    }));
  });
  protected readonly lines = computed(() =>
    this.series().map(({ name, values }) => ({ name, path: this.pathOf(values), area: this.areaOf(values) })),
  );
  protected readonly tip = computed(() => {
    const index = this.active();
    const label = index === null ? undefined : this.labels()[index];
    if (index === null || label === undefined) return null;
    const values = this.series().map(({ name, values: all }) => {
      const value = all[index];
      return { name, text: value === null || value === undefined ? UI.notAvailable : this.format()(value), y: this.yOf(value ?? 0) };
    });
    const spoken = `${label}: ${values.map(({ name, text }) => `${name} ${text}`).join(', ')}`;
    const x = this.xOf(index);
    return { label, values, spoken, x, tipX: Math.min(this.width() - 90, Math.max(90, x)), y: Math.min(...values.map((value) => value.y)) };
  });
  protected readonly table = computed<ChartTable>(() => ({
    head: [this.labelHead(), ...this.series().map(({ name }) => name)],
    rows: this.labels().map((label, index) => ({
      label,
      cells: this.series().map(({ values }) => {
        const value = values[index];
        return value === null || value === undefined ? UI.notAvailable : this.format()(value);
      }),
    })),
  }));

  protected key(event: KeyboardEvent): void {
    const next = stepTo(event.key, this.active(), this.labels().length);
    if (next === null) return;
    event.preventDefault();
    this.active.set(next);
  }

  private xOf(index: number): number {
    const steps = Math.max(1, this.labels().length - 1);
    return LEFT + ((this.width() - LEFT - RIGHT) / steps) * index;
  }

  private yOf(value: number): number {
    return this.base() - (value / this.top()) * (this.base() - TOP);
  }

  private pathOf(values: readonly (number | null)[]): string {
    let isDrawing = false;
    let path = '';
    values.forEach((value, index) => {
      if (value !== null) path += `${isDrawing ? 'L' : 'M'}${this.xOf(index).toFixed(1)} ${this.yOf(value).toFixed(1)}`;
      isDrawing = value !== null;
    });
    return path;
  }

  /** Only a single line without gaps gets a filled area: more would hide each other. */
  private areaOf(values: readonly (number | null)[]): string {
    if (this.series().length > 1 || values.length < 2 || values.includes(null)) return '';
    return `${this.pathOf(values)}L${this.xOf(values.length - 1).toFixed(1)} ${this.base()}L${LEFT} ${this.base()}Z`;
  }
}
