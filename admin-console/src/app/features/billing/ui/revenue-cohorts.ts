import { ChangeDetectionStrategy, Component, computed, input, signal } from '@angular/core';
import type { RevenueCohort } from '@orbisvoice/shared-dto';
import { formatNumber, formatShare } from '@orbisvoice/shared-ui/format';
import { OvButton } from '@orbisvoice/shared-ui/ui';
import { monthName } from '../../../core/dates';
import { REVENUE } from '../revenue.strings';
import { addMonths, cohortCells, type CohortMeasure, type RevenueOrigin } from '../revenue-view';
import { RowsLink } from './rows-link';

/** What became of the tenants of each month of first payment: a triangle of shares, by people or by money. */
@Component({
  selector: 'oc-revenue-cohorts',
  imports: [OvButton, RowsLink],
  template: `
    @if (rows().length > 0) {
      <div class="ov-row" role="group" [attr.aria-label]="words.measure">
        @for (one of measures; track one) {
          <button ov-button type="button" size="s" variant="ghost" [attr.aria-pressed]="measure() === one" (click)="measure.set(one)">
            {{ words[one] }}
          </button>
        }
      </div>
      <div class="oc-scroll" tabindex="0" role="region" [attr.aria-label]="caption()">
        <table class="oc-figures oc-cohorts">
          <caption class="ov-visually-hidden">
            {{
              caption()
            }}
          </caption>
          <thead>
            <tr>
              <th scope="col">{{ words.cohort }}</th>
              <th scope="col">{{ words.size }}</th>
              @for (index of ages(); track index) {
                <th scope="col">
                  <span aria-hidden="true">{{ index }}</span><span class="ov-visually-hidden">{{ words.age(index) }}</span>
                </th>
              }
            </tr>
          </thead>
          <tbody>
            @for (row of rows(); track row.month) {
              <tr>
                <th scope="row">{{ name(row.month) }}</th>
                <td>
                  <oc-rows-link [rows]="{ of: 'cohort', month: row.month }" [scope]="scope()" [label]="about(row.month)">{{
                    number(row.size)
                  }}</oc-rows-link>
                </td>
                @for (cell of row.cells; track cell.index) {
                  <td class="oc-cohort-cell" [style.--depth]="cell.depth" [attr.data-open]="cell.isOpen ? '' : null">
                    <oc-rows-link
                      [rows]="{ of: 'cohort', month: row.month, to: cell.month }"
                      [scope]="scope()"
                      [label]="about(row.month, cell.index)"
                      >{{ share(cell.share, 0) }}</oc-rows-link
                    >
                    @if (cell.isOpen) {
                      <span class="ov-visually-hidden">{{ words.unfinished }}</span>
                    }
                  </td>
                }
                @for (blank of row.blanks; track blank) {
                  <td></td>
                }
              </tr>
            }
          </tbody>
        </table>
      </div>
    } @else {
      <p class="ov-muted">{{ words.empty }}</p>
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RevenueCohorts {
  readonly cohorts = input.required<readonly RevenueCohort[]>();
  readonly scope = input.required<RevenueOrigin>();

  protected readonly words = REVENUE.cohorts;
  protected readonly measures: readonly CohortMeasure[] = ['customers', 'revenue'];
  protected readonly measure = signal<CohortMeasure>('customers');
  protected readonly name = monthName;
  protected readonly number = formatNumber;
  protected readonly share = formatShare;
  protected readonly caption = computed(() => REVENUE.cohorts.caption(REVENUE.cohorts[this.measure()]));
  protected readonly ages = computed(() => indexes(Math.max(0, ...this.cohorts().map(({ months }) => months.length))));
  protected readonly rows = computed(() =>
    this.cohorts().map((cohort) => ({
      month: cohort.month,
      size: cohort.size,
      cells: cohortCells(cohort, this.measure()).map((cell) => ({ ...cell, month: addMonths(cohort.month, cell.index) })),
      blanks: indexes(this.ages().length - cohort.months.length),
    })),
  );

  protected about(month: string, age?: number): string {
    return REVENUE.cohorts.about(monthName(month), age);
  }
}

const indexes = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);
