import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { OvClearFilters } from '@orbisvoice/shared-ui/data';

/** The filters of a list in a row, and the way back to none. */
@Component({
  selector: 'oc-filter-bar',
  imports: [OvClearFilters],
  template: `
    <ng-content />
    <ov-clear-filters [isFiltered]="isFiltered()" (cleared)="cleared.emit()" />
  `,
  host: { role: 'search' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class FilterBar {
  readonly isFiltered = input.required<boolean>();
  readonly cleared = output<void>();
}
