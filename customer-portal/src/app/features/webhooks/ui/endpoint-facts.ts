import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import type { WebhookEndpoint } from '@orbisvoice/shared-dto';
import { OvDatePipe, OvRelativePipe } from '@orbisvoice/shared-ui/format';
import { OvBadge, OvCard, OvCopyButton } from '@orbisvoice/shared-ui/ui';
import { L } from '../deliveries.strings';
import { DELIVERY_LABELS } from '../../../core/row-labels';
import { healthInWords } from '../webhook-words';
import { S } from '../webhooks.strings';

/** What there is to know of an endpoint. */
@Component({
  selector: 'ov-endpoint-facts',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvBadge, OvCard, OvCopyButton, OvDatePipe, OvRelativePipe],
  template: `
    @let one = of();
    <ov-card [heading]="l.facts">
      <ov-copy-button ovCardActions [text]="one.url" [what]="labels.url" />
      <dl class="ov-facts">
        <dt>{{ labels.url }}</dt>
        <dd>
          <code>{{ one.url }}</code>
        </dd>
        <dt>{{ labels.health }}</dt>
        <dd [class.hook-bad]="one.health.failed > 0">{{ health(one.health) }}</dd>
        <dt>{{ labels.last }}</dt>
        <dd>
          @if (one.lastDelivery; as last) {
            <span class="ov-row">
              <ov-badge [tone]="statuses[last.status].tone">{{ statuses[last.status].label }}</ov-badge>
              <time [attr.datetime]="last.at" [title]="last.at | ovDate: 'exact'">{{ last.at | ovRelative }}</time>
            </span>
          } @else {
            {{ s.never }}
          }
        </dd>
        <dt>{{ labels.secret }}</dt>
        <dd>{{ one.previousSecretUntil ? l.secretOverlap(one.previousSecretUntil | ovDate: 'time') : l.secretKept }}</dd>
        <dt>{{ labels.created }}</dt>
        <dd>{{ one.createdAt | ovDate: 'time' }}</dd>
        <dt>{{ labels.events }}</dt>
        <dd>
          <ul class="hook-events" role="list">
            @for (event of one.events; track event) {
              <li>
                <code>{{ event }}</code>
              </li>
            }
          </ul>
        </dd>
      </dl>
    </ov-card>
  `,
})
export class EndpointFacts {
  readonly of = input.required<WebhookEndpoint>();
  protected readonly s = S;
  protected readonly l = L;
  protected readonly labels = L.factLabels;
  protected readonly statuses = DELIVERY_LABELS;
  protected readonly health = healthInWords;
}
