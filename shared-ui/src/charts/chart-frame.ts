import { ChangeDetectionStrategy, Component, input, model } from '@angular/core';
import { RouterLink } from '@angular/router';
import { OvButton } from '../ui/button';
import { OvIcon } from '../ui/icon';
import { UI } from '../ui-strings';
import type { ChartLink } from './chart-link';

/** The twin of a chart: the same figures as a table. */
export interface ChartTable {
  head: readonly string[];
  rows: readonly {
    label: string;
    cells: readonly string[];
    /** What is behind the row, and behind each of its cells. */
    link?: ChartLink | null | undefined;
    links?: readonly (ChartLink | null | undefined)[];
  }[];
}

/** What every chart has around it: legend (projected), the switch to the table, and that table. */
@Component({
  selector: 'ov-chart-frame',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvButton, OvIcon, RouterLink],
  template: `
    <div class="ov-chart-head">
      <ng-content select="[ovLegend]" />
      <button ov-button type="button" variant="ghost" size="s" [attr.aria-pressed]="isTable()" (click)="isTable.set(!isTable())">
        <ov-icon name="table" />{{ ui.showTable }}
      </button>
    </div>
    @if (isTable()) {
      <div class="ov-chart-table" tabindex="0" role="region" [attr.aria-label]="caption()">
        <table>
          <caption class="ov-visually-hidden">
            {{
              caption()
            }}
          </caption>
          <thead>
            <tr>
              @for (cell of table().head; track $index) {
                <th scope="col">{{ cell }}</th>
              }
            </tr>
          </thead>
          <tbody>
            @for (row of table().rows; track $index) {
              <tr>
                <th scope="row">
                  @if (row.link; as link) {
                    <a [routerLink]="link.path" [queryParams]="link.query">{{ row.label }}</a>
                  } @else {
                    {{ row.label }}
                  }
                </th>
                @for (cell of row.cells; track $index) {
                  <td>
                    @if (row.links?.[$index]; as link) {
                      <a [routerLink]="link.path" [queryParams]="link.query" [attr.aria-label]="link.name">{{ cell }}</a>
                    } @else {
                      {{ cell }}
                    }
                  </td>
                }
              </tr>
            }
          </tbody>
        </table>
      </div>
    } @else {
      <ng-content />
    }
  `,
})
export class OvChartFrame {
  readonly caption = input.required<string>();
  readonly table = input.required<ChartTable>();
  readonly isTable = model(false);
  protected readonly ui = UI;
}
