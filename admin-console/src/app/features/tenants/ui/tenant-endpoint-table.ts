import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { WebhookEndpoint } from '@orbisvoice/shared-dto';
import type { WebhookDeliveryStatus } from '@orbisvoice/shared-dto/values';
import { type Column, OvCell, OvTable } from '@orbisvoice/shared-ui/data';
import { formatNumber } from '@orbisvoice/shared-ui/format';
import { OvBadge } from '@orbisvoice/shared-ui/ui';
import { UtcTime } from '../../../ui/utc-time';
import { DELIVERY_STATUS_NAMES, DELIVERY_STATUS_TONES, WEBHOOKS } from '../tenant-webhooks.strings';
import { endpointState, eventsOf, hostOf } from '../webhook-words';

const HEADS = WEBHOOKS.endpointColumns;
const COLUMNS: readonly Column[] = [
  { key: 'address', label: HEADS.address },
  { key: 'events', label: HEADS.events },
  { key: 'state', label: HEADS.state },
  { key: 'health', label: HEADS.health },
  { key: 'last', label: HEADS.last },
  { key: 'created', label: HEADS.created },
];

const COUNTED: readonly WebhookDeliveryStatus[] = ['succeeded', 'failed', 'pending'];

/** Endpoints: what each hears of, whether it answers, and the ways to its deliveries and its audit entries. */
@Component({
  selector: 'oc-tenant-endpoint-table',
  imports: [OvBadge, OvCell, OvTable, RouterLink, UtcTime],
  template: `
    <ov-table class="oc-event-table" density="compact" [caption]="words.endpointsCaption" [columns]="columns" [rows]="endpoints()">
      <ng-template ovCell="address" [of]="endpoints()" let-row>
        @let name = nameOf(row);
        <b class="ov-mono oc-line">{{ host(row.url) }}</b>
        @if (row.description) {
          <span class="oc-second oc-line">{{ row.description }}</span>
        }
        <span class="oc-second oc-links">
          <a routerLink="." [queryParams]="{ endpoint: row.id }" [attr.aria-label]="words.deliveriesOf(name)">{{
            words.deliveriesShort
          }}</a>
          <a routerLink="/audit" [queryParams]="{ tenantId: tenantId(), targetId: row.id }" [attr.aria-label]="words.auditOf(name)">{{
            words.audit
          }}</a>
        </span>
      </ng-template>
      <ng-template ovCell="events" [of]="endpoints()" let-row>
        @let events = eventsOf(row);
        @if (events.areAll) {
          {{ words.allEvents(row.events.length) }}
        }
        @for (event of events.first; track event) {
          <span class="ov-mono oc-line">{{ event }}</span>
        }
        @if (events.more.length > 0) {
          <details class="oc-more">
            <summary>{{ words.moreEvents(events.more.length) }}</summary>
            @for (event of events.more; track event) {
              <span class="ov-mono oc-line">{{ event }}</span>
            }
          </details>
        }
      </ng-template>
      <ng-template ovCell="state" [of]="endpoints()" let-row>
        @let state = stateOf(row);
        <ov-badge [tone]="state.tone">{{ state.label }}</ov-badge>
        @if (state.reason; as reason) {
          <small class="oc-second">{{ reason }}</small>
        }
        @if (row.disabledAt; as at) {
          <small class="oc-second"><oc-utc-time [at]="at" /></small>
        }
        @if (row.failingSince; as since) {
          <small class="oc-second">{{ words.failingSince }} <oc-utc-time [at]="since" /></small>
        }
        @if (row.previousSecretUntil; as until) {
          <small class="oc-second">{{ words.twoSecrets }} <oc-utc-time [at]="until" /></small>
        }
      </ng-template>
      <ng-template ovCell="health" [of]="endpoints()" let-row>
        @for (one of countsOf(row); track one.status) {
          <a
            class="oc-line"
            routerLink="."
            [queryParams]="{ endpoint: row.id, status: one.status }"
            [attr.aria-label]="words.ofEndpoint(one.text, nameOf(row))"
            >{{ one.text }}</a
          >
        } @empty {
          <span class="ov-muted">{{ words.quiet }}</span>
        }
      </ng-template>
      <ng-template ovCell="last" [of]="endpoints()" let-row>
        @if (row.lastDelivery; as last) {
          <ov-badge [tone]="tones[last.status]">{{ names[last.status] }}</ov-badge>
          <small class="oc-second"><oc-utc-time [at]="last.at" /></small>
        } @else {
          <span class="ov-muted">{{ words.never }}</span>
        }
      </ng-template>
      <ng-template ovCell="created" [of]="endpoints()" let-row><oc-utc-time detail="date" [at]="row.createdAt" /></ng-template>
    </ov-table>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TenantEndpointTable {
  readonly tenantId = input.required<string>();
  readonly endpoints = input.required<readonly WebhookEndpoint[]>();
  /** By id. */
  readonly endpointNames = input.required<ReadonlyMap<string, string>>();

  protected readonly words = WEBHOOKS;
  protected readonly columns = COLUMNS;
  protected readonly names = DELIVERY_STATUS_NAMES;
  protected readonly tones = DELIVERY_STATUS_TONES;
  protected readonly host = hostOf;
  protected readonly stateOf = endpointState;
  protected readonly eventsOf = eventsOf;
  protected readonly countsOf = ({ health }: WebhookEndpoint) =>
    COUNTED.filter((status) => health[status] > 0).map((status) => ({
      status,
      text: `${formatNumber(health[status])} ${DELIVERY_STATUS_NAMES[status].toLowerCase()}`,
    }));
  protected readonly nameOf = ({ id, url }: WebhookEndpoint): string => this.endpointNames().get(id) ?? hostOf(url);
}
