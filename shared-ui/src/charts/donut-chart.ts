import { ChangeDetectionStrategy, Component, computed, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { ColorHelper, PieChartModule, ScaleType, type Color } from '@swimlane/ngx-charts';
import { formatNumber, formatShare } from '../format/number';
import { UI } from '../ui-strings';
import { OvChartFrame, type ChartTable } from './chart-frame';
import type { ChartLink } from './chart-link';
import { oneTabStop } from './one-tab-stop';
import { OvPlot } from './plot';
import { stepTo } from './plot-size';
import { seriesColour, type SeriesColour } from './series';

const SIZE = 168;
const OUTER = 80;
const INNER = 54;
/** Never used: each part names its colour. ngx-charts asks for one. */
const NO_SCHEME: Color = { name: 'tokens', selectable: false, group: ScaleType.Ordinal, domain: [] };

/** A part of a whole. */
export interface Slice {
  readonly label: string;
  readonly value: number;
  readonly colour: SeriesColour;
  /** Where its count leads. */
  readonly link?: ChartLink | null;
}

/**
 * Parts of a whole as a ring, for five parts at most. ngx-charts draws the ring alone: its whole pie chart brings a style sheet that the policy
 * does not know (decision 20). Every part stands beside it with name, count and share, so that no colour
 * has to be told from another; the arrow keys and the pointer light one up; the same figures as a table.
 */
@Component({
  selector: 'ov-donut-chart',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvChartFrame, OvPlot, PieChartModule, RouterLink],
  template: `
    <ov-chart-frame [caption]="caption()" [table]="table()">
      <p ovLegend class="ov-readout ov-muted">{{ valueLabel() }}</p>
      <div class="ov-donut" [ovPlot]="caption()" [(active)]="active" [count]="slices().length" [step]="stepOf">
        <div class="ov-donut-ring">
          <svg aria-hidden="true" [attr.viewBox]="viewBox" [attr.width]="size" [attr.height]="size">
            <svg:g
              ngx-charts-pie-series
              [series]="drawn()"
              [colors]="colours()"
              [activeEntries]="activeSlices()"
              [innerRadius]="inner"
              [outerRadius]="outer"
              [animations]="false"
              [tooltipDisabled]="true"
              (activate)="point($event)"
            />
          </svg>
          <p class="ov-donut-middle" aria-live="polite">
            <b>{{ middle().value }}</b><span>{{ middle().label }}</span>
          </p>
        </div>
        <ul>
          @for (slice of slices(); track slice.label; let i = $index) {
            <li [attr.data-active]="i === active() ? '' : null" (pointerenter)="active.set(i)">
              <i class="ov-swatch" [attr.data-colour]="slice.colour" aria-hidden="true"></i>
              <span>{{ slice.label }}</span>
              <b>
                @if (slice.link; as link) {
                  <a [routerLink]="link.path" [queryParams]="link.query" [attr.aria-label]="link.name">{{ format()(slice.value) }}</a>
                } @else {
                  {{ format()(slice.value) }}
                }
              </b>
              <span class="ov-muted">{{ shareOf(slice) }}</span>
            </li>
          }
        </ul>
      </div>
    </ov-chart-frame>
  `,
})
export class OvDonutChart {
  readonly caption = input.required<string>();
  readonly slices = input.required<readonly Slice[]>();
  readonly valueLabel = input.required<string>();
  readonly labelHead = input('');
  readonly format = input<(value: number) => string>(formatNumber);
  readonly formatRatio = input<(value: number | null) => string>(formatShare);

  protected readonly size = SIZE;
  protected readonly inner = INNER;
  protected readonly outer = OUTER;
  protected readonly viewBox = `${-SIZE / 2} ${-SIZE / 2} ${SIZE} ${SIZE}`;
  protected readonly active = signal<number | null>(null);
  private readonly total = computed(() => this.slices().reduce((sum, { value }) => sum + value, 0));
  protected readonly drawn = computed(() => this.slices().map(({ label, value }) => ({ name: label, value })));
  protected readonly colours = computed(() => {
    const byName = new Map(this.slices().map(({ label, colour }) => [label, seriesColour(colour)]));
    return new ColorHelper(NO_SCHEME, ScaleType.Ordinal, [...byName.keys()], (name: string) => byName.get(name));
  });
  protected readonly activeSlices = computed(() => this.drawn().filter((_, at) => at === this.active()));
  protected readonly middle = computed(() => {
    const slice = this.slices()[this.active() ?? -1];
    return slice ? { value: this.shareOf(slice), label: slice.label } : { value: this.format()(this.total()), label: UI.chartTotal };
  });
  protected readonly table = computed<ChartTable>(() => ({
    head: [this.labelHead(), this.valueLabel(), UI.chartShare],
    rows: this.slices().map((slice) => ({
      label: slice.label,
      links: [slice.link],
      cells: [this.format()(slice.value), this.shareOf(slice)],
    })),
  }));

  /** Its parts stand in a column: up and down lead along it as well. */
  protected readonly stepOf = (key: string, at: number | null, count: number): number | null =>
    stepTo({ ArrowDown: 'ArrowRight', ArrowUp: 'ArrowLeft' }[key] ?? key, at, count);

  constructor() {
    oneTabStop();
  }

  protected shareOf({ value }: Slice): string {
    return this.formatRatio()(this.total() === 0 ? null : value / this.total());
  }

  protected point(slice: { name: string }): void {
    const at = this.slices().findIndex(({ label }) => label === slice.name);
    this.active.set(at < 0 ? null : at);
  }
}
