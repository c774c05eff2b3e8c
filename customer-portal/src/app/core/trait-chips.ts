import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { OvButton, OvIcon } from '@orbisvoice/shared-ui/ui';
import type { TraitFilter } from './trait-filters';

/** Filters that have no field, each a button that takes it off. */
@Component({
  selector: 'ov-trait-chips',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvButton, OvIcon],
  host: { class: 'ov-row' },
  template: `
    @for (trait of traits(); track trait.key) {
      <button ov-button type="button" size="s" [attr.aria-label]="without(trait.label)" (click)="emit(trait.key)">
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

  protected emit(key: string): void {
    this.remove.emit({ [key]: '' });
  }
}
