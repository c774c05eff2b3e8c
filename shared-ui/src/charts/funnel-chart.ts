import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { formatNumber, formatShare } from '../format/number';
import { UI } from '../ui-strings';
import { OvChartFrame, type ChartTable } from './chart-frame';
import type { ChartLink } from './chart-link';

/** A step of a funnel: how many reached it and which share of them went no further; null where nobody could. */
export interface FunnelBar {
  readonly label: string;
  readonly value: number;
  readonly dropOff: number | null;
  /** Where its number leads. */
  readonly link?: ChartLink;
}

/** How many went how far, and where they left: each bar against the first, the loss between two of them in words. The same as a table. */
@Component({
  selector: 'ov-funnel-chart',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvChartFrame, RouterLink],
  template: `
    <ov-chart-frame [caption]="caption()" [table]="table()">
      <p ovLegend class="ov-readout ov-muted">{{ valueLabel() }}</p>
      <ol class="ov-funnel" [attr.aria-label]="caption()">
        @for (bar of bars(); track bar.label) {
          <li>
            <span class="ov-funnel-name">{{ bar.label }}</span>
            <span class="ov-funnel-track" aria-hidden="true"><i [style.--length]="bar.length"></i></span>
            <b>
              @if (bar.link; as link) {
                <a [routerLink]="link.path" [queryParams]="link.query" [attr.aria-label]="link.name">{{ bar.text }}</a>
              } @else {
                {{ bar.text }}
              }
            </b>
            <span class="ov-muted">{{ bar.ofFirst }}</span>
            @if (bar.loss; as loss) {
              <span class="ov-funnel-loss">{{ loss }}</span>
            }
          </li>
        }
      </ol>
    </ov-chart-frame>
  `,
})
export class OvFunnelChart {
  readonly caption = input.required<string>();
  readonly steps = input.required<readonly FunnelBar[]>();
  readonly valueLabel = input.required<string>();
  readonly labelHead = input('');
  readonly dropOffHead = input.required<string>();
  readonly format = input<(value: number) => string>(formatNumber);
  readonly formatRatio = input<(value: number | null) => string>(formatShare);

  protected readonly bars = computed(() => {
    const first = this.steps()[0]?.value ?? 0;
    return this.steps().map(({ label, value, dropOff, link }) => ({
      label,
      link,
      length: first === 0 ? 0 : Math.min(1, value / first),
      text: this.format()(value),
      ofFirst: this.formatRatio()(first === 0 ? null : value / first),
      loss: dropOff === null ? null : UI.dropOff(this.formatRatio()(dropOff)),
      dropOff: this.formatRatio()(dropOff),
    }));
  });
  protected readonly table = computed<ChartTable>(() => ({
    head: [this.labelHead(), this.valueLabel(), UI.ofFirst, this.dropOffHead()],
    rows: this.bars().map(({ label, text, ofFirst, dropOff, link }) => ({ label, links: [link], cells: [text, ofFirst, dropOff] })),
  }));
}
