import { NgTemplateOutlet } from '@angular/common';
import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type RevenueOrigin, ROWS_PATH, rowsQuery, type RowsOf } from '../revenue-view';

/**
 * A figure that opens the rows it is made of, or is only there where it is made of none. What stands in it is its text; `label` says more to those who
 * only hear it.
 */
@Component({
  selector: 'oc-rows-link',
  imports: [NgTemplateOutlet, RouterLink],
  template: `<ng-template #figure><ng-content /></ng-template>
    @if (query(); as params) {
      <a [routerLink]="path" [queryParams]="params"
        ><ng-container [ngTemplateOutlet]="figure" />
        @if (label()) {
          <span class="ov-visually-hidden">, {{ label() }}</span>
        }
      </a>
    } @else {
      <ng-container [ngTemplateOutlet]="figure" />
    }`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RowsLink {
  readonly rows = input.required<RowsOf | null>();
  readonly scope = input.required<RevenueOrigin>();
  readonly label = input('');

  protected readonly path = ROWS_PATH;
  protected readonly query = computed(() => {
    const rows = this.rows();
    return rows && rowsQuery(this.scope(), rows);
  });
}
