import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { OvLeaveFocus } from '@orbisvoice/shared-ui/data';
import { OvButton, OvIcon } from '@orbisvoice/shared-ui/ui';
import type { TraitFilter } from './trait-filters';

/** Filters that have no field, each a button that takes it off, and itself with it: the keyboard is then at the first filter of the bar. */
@Component({
  selector: 'ov-trait-chips',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvButton, OvIcon, OvLeaveFocus],
  host: { class: 'ov-row' },
  template: `
    @for (trait of traits(); track trait.key) {
      <button ov-button ovLeaveFocus type="button" size="s" [attr.aria-label]="without(trait.label)" (click)="emit(trait.key)">
        {{ trait.label }}<ov-icon name="close" />
      </button>
    }
  `,
})
export class TraitChips {
  readonly traits = input.required<readonly TraitFilter[]>();
  /** The change of the address that takes a filter off. */
  readonly remove = output<Readonly<Record<string, ''>>>();
  protected readonly without = (label: string): string => `${label}: remove this filter`;
  protected readonly emit = (key: string): void => this.remove.emit({ [key]: '' });
}
