import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { OvButton } from '../ui/button';
import { OvIcon } from '../ui/icon';
import { UI } from '../ui-strings';
import { OvLeaveFocus } from './leave-focus';

/**
 * The way back to no filters, at the end of their bar, while there are some. The button goes away with them: the keyboard is then at the first filter
 * of the bar.
 */
@Component({
  selector: 'ov-clear-filters',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvButton, OvIcon, OvLeaveFocus],
  template: `
    @if (isFiltered()) {
      <button ov-button ovLeaveFocus type="button" variant="ghost" size="s" (click)="cleared.emit()">
        <ov-icon name="close" />{{ label() }}
      </button>
    }
  `,
})
export class OvClearFilters {
  readonly isFiltered = input.required<boolean>();
  readonly label = input<string>(UI.clearFilters);
  readonly cleared = output<void>();
}
