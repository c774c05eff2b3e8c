import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { OvButton, OvIcon } from '@orbisvoice/shared-ui/ui';
import { STRINGS } from '../core/strings';

/** The filters of a list in a row, and the way back to none. */
@Component({
  selector: 'oc-filter-bar',
  imports: [OvButton, OvIcon],
  template: `
    <ng-content />
    @if (isFiltered()) {
      <button ov-button type="button" variant="ghost" size="s" (click)="cleared.emit()"><ov-icon name="close" />{{ clear }}</button>
    }
  `,
  host: { role: 'search' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class FilterBar {
  readonly isFiltered = input.required<boolean>();
  readonly cleared = output<void>();

  protected readonly clear = STRINGS.list.clear;
}
