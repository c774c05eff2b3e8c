import { ChangeDetectionStrategy, Component, computed, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { formatNumber } from '../format/number';
import { OvButton } from '../ui/button';
import { UI } from '../ui-strings';
import type { ChartLink } from './chart-link';

/** A row of a bar list: how long its bar is (0 to 1) and what stands behind it. */
export interface BarRow {
  readonly label: string;
  readonly length: number;
  readonly cells: readonly string[];
  /** Where the name leads. */
  readonly link?: ChartLink | null;
}

const SHOWN_AT_FIRST = 8;

/** Lying bars with their names and figures. It is a table, read as one without a switch: the bars are only its background. */
@Component({
  selector: 'ov-bar-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvButton, RouterLink],
  template: `
    <table>
      <caption class="ov-visually-hidden">
        {{
          caption()
        }}
      </caption>
      <thead>
        <tr>
          @for (cell of head(); track $index) {
            <th scope="col">{{ cell }}</th>
          }
        </tr>
      </thead>
      <tbody>
        @for (row of shown(); track $index) {
          <tr>
            <th scope="row">
              <i aria-hidden="true" [style.--length]="row.length"></i>
              @if (row.link; as link) {
                <a [routerLink]="link.path" [queryParams]="link.query">{{ row.label }}</a>
              } @else {
                <span>{{ row.label }}</span>
              }
            </th>
            @for (cell of row.cells; track $index) {
              <td>{{ cell }}</td>
            }
          </tr>
        }
      </tbody>
    </table>
    @if (rows().length > first) {
      <button ov-button type="button" variant="ghost" size="s" [attr.aria-expanded]="isWhole()" (click)="isWhole.set(!isWhole())">
        {{ isWhole() ? ui.showFewer : ui.showAll(all()) }}
      </button>
    }
  `,
})
export class OvBarList {
  readonly caption = input.required<string>();
  readonly head = input.required<readonly string[]>();
  readonly rows = input.required<readonly BarRow[]>();

  protected readonly ui = UI;
  protected readonly first = SHOWN_AT_FIRST;
  protected readonly isWhole = signal(false);
  protected readonly all = computed(() => formatNumber(this.rows().length));
  protected readonly shown = computed(() => (this.isWhole() ? this.rows() : this.rows().slice(0, SHOWN_AT_FIRST)));
}
