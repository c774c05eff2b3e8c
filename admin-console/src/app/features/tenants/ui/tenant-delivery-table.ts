import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { WebhookDelivery } from '@orbisvoice/shared-dto';
import { Clock } from '@orbisvoice/shared-ui/core';
import { type Column, OvCell, OvTable } from '@orbisvoice/shared-ui/data';
import { formatNumber } from '@orbisvoice/shared-ui/format';
import { OvBadge } from '@orbisvoice/shared-ui/ui';
import { UtcTime } from '../../../ui/utc-time';
import { DELIVERY_STATUS_NAMES, DELIVERY_STATUS_TONES, WEBHOOKS } from '../tenant-webhooks.strings';
import { nextTry, outcomeInWords } from '../webhook-words';

const HEADS = WEBHOOKS.deliveryColumns;
const COLUMNS: readonly Column[] = [
  { key: 'event', label: HEADS.event },
  { key: 'endpoint', label: HEADS.endpoint },
  { key: 'status', label: HEADS.status },
  { key: 'tries', label: HEADS.tries, align: 'end' },
  { key: 'next', label: HEADS.next },
  { key: 'occurred', label: HEADS.occurred },
];

/** Deliveries: what came of each, in words, and whether it is tried again. */
@Component({
  selector: 'oc-tenant-delivery-table',
  imports: [OvBadge, OvCell, OvTable, UtcTime],
  template: `
    <ov-table class="oc-event-table" density="compact" [caption]="words.deliveryCaption" [columns]="columns" [rows]="deliveries()">
      <ng-template ovCell="event" [of]="deliveries()" let-row>
        <span class="oc-badges">
          <span class="ov-mono">{{ row.event }}</span>
          @if (row.isTest) {
            <ov-badge tone="neutral">{{ words.test }}</ov-badge>
          }
        </span>
        <small class="oc-second oc-line oc-message-id"
          >{{ words.message }} <span class="ov-mono">{{ row.messageId }}</span></small
        >
      </ng-template>
      <ng-template ovCell="endpoint" [of]="deliveries()" let-row>
        <span class="oc-line">{{ endpointNames().get(row.endpointId) ?? words.goneEndpoint }}</span>
      </ng-template>
      <ng-template ovCell="status" [of]="deliveries()" let-row>
        <ov-badge [tone]="tones[row.status]">{{ names[row.status] }}</ov-badge>
        <small class="oc-second">{{ outcome(row) }}</small>
        @if (row.lastTriedAt; as at) {
          <small class="oc-second"><oc-utc-time [at]="at" /></small>
        }
      </ng-template>
      <ng-template ovCell="tries" [of]="deliveries()" let-row> {{ number(row.tries) }}</ng-template>
      <ng-template ovCell="next" [of]="deliveries()" let-row>
        @let next = nextOf(row);
        @if (next.at; as at) {
          <oc-utc-time [at]="at" />
        } @else {
          <span class="ov-muted">{{ next.text }}</span>
        }
      </ng-template>
      <ng-template ovCell="occurred" [of]="deliveries()" let-row><oc-utc-time [at]="row.occurredAt" /></ng-template>
    </ov-table>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TenantDeliveryTable {
  readonly deliveries = input.required<readonly WebhookDelivery[]>();
  /** By id. */
  readonly endpointNames = input.required<ReadonlyMap<string, string>>();
  /** To one that is suspended nothing is sent. */
  readonly isTenantActive = input.required<boolean>();
  /** Endpoints to which nothing is sent but tests. */
  readonly offIds = input.required<ReadonlySet<string>>();

  protected readonly words = WEBHOOKS;
  protected readonly columns = COLUMNS;
  protected readonly names = DELIVERY_STATUS_NAMES;
  protected readonly tones = DELIVERY_STATUS_TONES;
  protected readonly number = formatNumber;
  protected readonly outcome = outcomeInWords;
  private readonly clock = inject(Clock);
  /** When the rows were read. */
  private readonly now = computed(() => {
    this.deliveries();
    return this.clock.now();
  });
  protected readonly nextOf = (row: WebhookDelivery) =>
    nextTry(row, { isTenantActive: this.isTenantActive(), isEndpointOff: this.offIds().has(row.endpointId), now: this.now() });
}
