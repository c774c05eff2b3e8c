import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { WebhookEndpoint } from '@orbisvoice/shared-dto';
import { SessionStore } from '@orbisvoice/shared-ui/core';
import { formatDate } from '@orbisvoice/shared-ui/format';
import { OvBadge, OvSwitch } from '@orbisvoice/shared-ui/ui';
import { EndpointActions } from '../endpoint-actions';
import { endpointName, endpointState } from '../webhook-words';
import { S } from '../webhooks.strings';

/** Whether an endpoint is on, why it is not, and the switch for those who may. */
@Component({
  selector: 'ov-endpoint-switch',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvBadge, OvSwitch],
  template: `
    @if (actions.canManage()) {
      <ov-switch
        isLabelHidden
        [label]="s.switchLabel(name())"
        [checked]="of().isEnabled"
        [disabled]="actions.isBusy(of().id)"
        (checkedChange)="actions.setEnabled(of(), $event)"
      />
    }
    <span class="hook-lines">
      <ov-badge [tone]="state().tone">{{ state().label }}</ov-badge>
      @if (state().note; as note) {
        <span class="ov-small ov-muted">{{ note }}</span>
      }
    </span>
  `,
})
export class EndpointSwitch {
  readonly of = input.required<WebhookEndpoint>();
  protected readonly s = S;
  protected readonly actions = inject(EndpointActions);
  private readonly session = inject(SessionStore);
  protected readonly name = computed(() => endpointName(this.of()));
  protected readonly state = computed(() => endpointState(this.of(), (instant) => formatDate(instant, this.session.timeZone(), 'hour')));
}
