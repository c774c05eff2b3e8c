import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type RevenueScope, rowsQuery, type RowsOf } from '../revenue-view';

/** A figure that opens the rows it is made of. What stands in it is its text; `label` says more to those who only hear it. */
@Component({
  selector: 'oc-rows-link',
  imports: [RouterLink],
  template: `<a routerLink="/billing/revenue/rows" [queryParams]="query()"
    ><ng-content />
    @if (label()) {
      <span class="ov-visually-hidden">, {{ label() }}</span>
    }
  </a>`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RowsLink {
  readonly rows = input.required<RowsOf>();
  readonly scope = input.required<RevenueScope>();
  readonly label = input('');

  protected readonly query = computed(() => rowsQuery(this.scope(), this.rows()));
}
