import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { AlertDelivery } from '@orbisvoice/shared-dto';
import { type Column, OvCell, OvTable } from '@orbisvoice/shared-ui/data';
import { OvBadge } from '@orbisvoice/shared-ui/ui';
import { UtcTime } from '../../../ui/utc-time';
import { CHANNEL_NAMES, DELIVERY_NAMES, DELIVERY_TONES } from '../alerts.strings';
import { DELIVERY } from '../rules.strings';

const COLUMNS: readonly Column[] = [
  { key: 'at', label: DELIVERY.columns.at },
  { key: 'channel', label: DELIVERY.columns.channel },
  { key: 'status', label: DELIVERY.columns.status },
  { key: 'tries', label: DELIVERY.columns.tries },
  { key: 'answer', label: DELIVERY.columns.answer },
  { key: 'alert', label: DELIVERY.columns.alert },
];

/** What was told to whom, and how it went. */
@Component({
  selector: 'oc-delivery-table',
  imports: [OvBadge, OvCell, OvTable, RouterLink, UtcTime],
  template: `
    <ov-table class="oc-event-table" density="compact" [caption]="words.caption" [columns]="columns" [rows]="deliveries()">
      <ng-template ovCell="at" [of]="deliveries()" let-row><oc-utc-time [at]="row.createdAt" /></ng-template>
      <ng-template ovCell="channel" [of]="deliveries()" let-row>{{ channels[row.channel] }}</ng-template>
      <ng-template ovCell="status" [of]="deliveries()" let-row>
        <ov-badge [tone]="tones[row.status]">{{ names[row.status] }}</ov-badge>
      </ng-template>
      <ng-template ovCell="tries" [of]="deliveries()" let-row>{{ row.attempts }}</ng-template>
      <ng-template ovCell="answer" [of]="deliveries()" let-row>{{ row.error ?? row.responseStatus ?? '–' }}</ng-template>
      <ng-template ovCell="alert" [of]="deliveries()" let-row>
        @if (row.alertId; as id) {
          <a [routerLink]="['/alerts', id]">{{ words.alert }}</a>
        } @else {
          {{ words.aTest }}
        }
      </ng-template>
    </ov-table>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class DeliveryTable {
  readonly deliveries = input.required<readonly AlertDelivery[]>();

  protected readonly words = DELIVERY;
  protected readonly columns = COLUMNS;
  protected readonly channels = CHANNEL_NAMES;
  protected readonly names = DELIVERY_NAMES;
  protected readonly tones = DELIVERY_TONES;
}
