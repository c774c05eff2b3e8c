import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { WebhookEndpoint } from '@orbisvoice/shared-dto';
import { OvButton, OvIcon } from '@orbisvoice/shared-ui/ui';
import { EndpointActions } from '../endpoint-actions';
import { endpointName } from '../webhook-words';
import { S } from '../webhooks.strings';

/** One thing that can be done. */
interface Deed {
  readonly icon: 'edit' | 'retry' | 'delete';
  readonly look: 'secondary' | 'danger';
  /** Whether it waits while something else is done to the endpoint. */
  readonly isHeld: boolean;
  readonly name: string;
  readonly short: string;
  readonly run: () => void;
}

/** What can be done with an endpoint; small, for a row, or with words. Nothing for those who may only look. */
@Component({
  selector: 'ov-endpoint-buttons',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvButton, OvIcon],
  host: { class: 'ov-row' },
  template: `
    @if (actions.canManage()) {
      @for (deed of deeds(); track deed.icon) {
        <button
          ov-button
          type="button"
          size="s"
          [variant]="isRow() ? 'ghost' : deed.look"
          [isSquare]="isRow()"
          [disabled]="deed.isHeld && isBusy()"
          [attr.aria-label]="deed.name"
          (click)="deed.run()"
        >
          <ov-icon [name]="deed.icon" />{{ isRow() ? '' : deed.short }}
        </button>
      }
    }
  `,
})
export class EndpointButtons {
  readonly of = input.required<WebhookEndpoint>();
  readonly look = input<'row' | 'page'>('row');
  /** Asked to delete it: the page does, and knows where the focus goes after. */
  readonly remove = output<void>();

  protected readonly actions = inject(EndpointActions);
  protected readonly isRow = computed(() => this.look() === 'row');
  protected readonly isBusy = computed(() => this.actions.isBusy(this.of().id));
  protected readonly deeds = computed((): readonly Deed[] => {
    const [endpoint, { edit, editShort, rotate, rotateShort, remove, removeShort }] = [this.of(), S.actions];
    const name = endpointName(endpoint);
    return [
      { icon: 'edit', look: 'secondary', isHeld: false, name: edit(name), short: editShort, run: () => this.actions.edited.set(endpoint) },
      {
        icon: 'retry',
        look: 'secondary',
        isHeld: true,
        name: rotate(name),
        short: rotateShort,
        run: () => void this.actions.rotate(endpoint),
      },
      { icon: 'delete', look: 'danger', isHeld: true, name: remove(name), short: removeShort, run: () => this.remove.emit() },
    ];
  });
}
