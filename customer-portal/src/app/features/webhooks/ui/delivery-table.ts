import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { WebhookDelivery } from '@orbisvoice/shared-dto';
import { Clock } from '@orbisvoice/shared-ui/core';
import { OvCell, OvTable, type Column } from '@orbisvoice/shared-ui/data';
import { OvDatePipe, OvNumberPipe, OvRelativePipe } from '@orbisvoice/shared-ui/format';
import { OvBadge, OvButton, OvIcon } from '@orbisvoice/shared-ui/ui';
import { L } from '../deliveries.strings';
import { DELIVERY_LABELS } from '../../../core/row-labels';
import { DeliveryActions } from '../delivery-actions';
import type { Circumstances } from '../delivery-pace';
import { EndpointActions } from '../endpoint-actions';
import { canSendAgain, deliveryInWords } from '../webhook-words';

const COLUMNS: readonly Column[] = [
  { key: 'event', label: L.columns.event },
  { key: 'status', label: L.columns.status },
  { key: 'tries', label: L.columns.tries, align: 'end' },
  { key: 'when', label: L.columns.when },
  { key: 'actions', label: L.columns.actions, isLabelHidden: true },
];

/** Deliveries, each leading to its own page. */
@Component({
  selector: 'ov-delivery-table',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvBadge, OvButton, OvCell, OvDatePipe, OvIcon, OvNumberPipe, OvRelativePipe, OvTable],
  template: `
    <ov-table [caption]="l.deliveries" [columns]="columns" [rows]="rows()" [rowLink]="linkOf" [isLoading]="isLoading()">
      <ng-template ovCell="event" [of]="rows()" let-row>
        <span class="ov-row">
          <code>{{ row.event }}</code>
          @if (row.isTest) {
            <span class="hook-mark">{{ l.test }}</span>
          }
        </span>
      </ng-template>
      <ng-template ovCell="status" [of]="rows()" let-row>
        <span class="hook-lines">
          <ov-badge [tone]="statuses[row.status].tone">{{ statuses[row.status].label }}</ov-badge>
          <span class="ov-small ov-muted">{{ words(row) }}</span>
        </span>
      </ng-template>
      <ng-template ovCell="tries" [of]="rows()" let-row>{{ row.tries | ovNumber }}</ng-template>
      <ng-template ovCell="when" [of]="rows()" let-row>
        <time [attr.datetime]="row.createdAt" [title]="row.createdAt | ovDate: 'exact'">{{ row.createdAt | ovRelative }}</time>
      </ng-template>
      <ng-template ovCell="actions" [of]="rows()" let-row>
        @if (canManage() && canAgain(row)) {
          <button
            ov-button
            type="button"
            size="s"
            variant="ghost"
            [isLoading]="actions.isBusy(row.id)"
            [attr.aria-label]="row.status === 'pending' ? l.now(row.event) : l.again(row.event)"
            (click)="again.emit(row)"
          >
            <ov-icon name="retry" />{{ row.status === 'pending' ? l.nowShort : l.againShort }}
          </button>
        }
      </ng-template>
    </ov-table>
  `,
})
export class DeliveryTable {
  readonly rows = input.required<readonly WebhookDelivery[]>();
  readonly isOff = input.required<boolean>();
  readonly isLoading = input(false);
  readonly again = output<WebhookDelivery>();

  protected readonly l = L;
  protected readonly columns = COLUMNS;
  protected readonly statuses = DELIVERY_LABELS;
  protected readonly actions = inject(DeliveryActions);
  protected readonly canManage = inject(EndpointActions).canManage;
  private readonly clock = inject(Clock);
  /** As of when the rows were read. */
  private readonly asOf = computed<Circumstances>(() => {
    this.rows();
    return { isOff: this.isOff(), now: this.clock.now() };
  });
  protected readonly linkOf = ({ id }: WebhookDelivery): string[] => ['/webhooks/deliveries', id];
  protected readonly words = (row: WebhookDelivery): string => deliveryInWords(row, this.asOf());
  protected readonly canAgain = (row: WebhookDelivery): boolean => canSendAgain(row, this.asOf());
}
