import { ChangeDetectionStrategy, Component, ElementRef, inject, input, output } from '@angular/core';
import { OvButton } from '../ui/button';
import { OvIcon } from '../ui/icon';
import { UI } from '../ui-strings';

/**
 * The way back to no filters, at the end of their bar, while there are some. The button goes away with them: the keyboard is then at the first filter
 * of the bar.
 */
@Component({
  selector: 'ov-clear-filters',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvButton, OvIcon],
  template: `
    @if (isFiltered()) {
      <button ov-button type="button" variant="ghost" size="s" (click)="clear()"><ov-icon name="close" />{{ label() }}</button>
    }
  `,
})
export class OvClearFilters {
  readonly isFiltered = input.required<boolean>();
  readonly label = input<string>(UI.clearFilters);
  readonly cleared = output<void>();
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  protected clear(): void {
    focusFirstFilter(this.host);
    this.cleared.emit();
  }
}

/** Puts the keyboard at the first field of the bar that a control is in, before the control goes away. */
export function focusFirstFilter(control: HTMLElement): void {
  control.parentElement?.querySelector<HTMLElement>('input:not([disabled]), select:not([disabled])')?.focus();
}
