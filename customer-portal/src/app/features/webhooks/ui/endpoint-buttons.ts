import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { WebhookEndpoint } from '@orbisvoice/shared-dto';
import { OvButton, OvIcon } from '@orbisvoice/shared-ui/ui';
import { EndpointActions } from '../endpoint-actions';
import { endpointName } from '../webhook-words';
import { S } from '../webhooks.strings';

/** What can be done with an endpoint; small, for a row, or with words. Nothing for those who may only look. */
@Component({
  selector: 'ov-endpoint-buttons',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvButton, OvIcon],
  host: { class: 'ov-row' },
  template: `
    @if (actions.canManage()) {
      <button
        ov-button
        type="button"
        size="s"
        [variant]="variant()"
        [isSquare]="isRow()"
        [attr.aria-label]="s.edit(name())"
        (click)="actions.edited.set(of())"
      >
        <ov-icon name="edit" />{{ isRow() ? '' : s.editShort }}
      </button>
      <button
        ov-button
        type="button"
        size="s"
        [variant]="variant()"
        [isSquare]="isRow()"
        [disabled]="isBusy()"
        [attr.aria-label]="s.rotate(name())"
        (click)="actions.rotate(of())"
      >
        <ov-icon name="retry" />{{ isRow() ? '' : s.rotateShort }}
      </button>
      <button
        ov-button
        type="button"
        size="s"
        [variant]="isRow() ? 'ghost' : 'danger'"
        [isSquare]="isRow()"
        [disabled]="isBusy()"
        [attr.aria-label]="s.remove(name())"
        (click)="remove.emit()"
      >
        <ov-icon name="delete" />{{ isRow() ? '' : s.removeShort }}
      </button>
    }
  `,
})
export class EndpointButtons {
  readonly of = input.required<WebhookEndpoint>();
  readonly look = input<'row' | 'page'>('row');
  /** Asked to delete it: the page does, and knows where the focus goes after. */
  readonly remove = output<void>();

  protected readonly s = S.actions;
  protected readonly actions = inject(EndpointActions);
  protected readonly name = computed(() => endpointName(this.of()));
  protected readonly isRow = computed(() => this.look() === 'row');
  protected readonly variant = computed(() => (this.isRow() ? 'ghost' : 'secondary'));
  protected readonly isBusy = computed(() => this.actions.isBusy(this.of().id));
}
