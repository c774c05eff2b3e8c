import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { WaitingRoomState } from '@orbisvoice/shared-dto';
import type { WaitingRoom } from '@orbisvoice/shared-dto/values';
import { type Column, OvCell, OvTable } from '@orbisvoice/shared-ui/data';
import { formatDuration, formatNumber } from '@orbisvoice/shared-ui/format';
import { OvBadge } from '@orbisvoice/shared-ui/ui';
import { QUEUES, ROOM_NAMES, ROOM_TEXTS } from '../queues.strings';

const COLUMNS: readonly Column[] = [
  { key: 'name', label: QUEUES.roomColumns.name },
  { key: 'waiting', label: QUEUES.roomColumns.waiting, align: 'end' },
  { key: 'oldest', label: QUEUES.roomColumns.oldest, align: 'end' },
  { key: 'dead', label: QUEUES.roomColumns.dead, align: 'end' },
];

/** Where what was given up is looked at. */
const DEAD_LINKS: Readonly<Record<WaitingRoom, { readonly path: string; readonly query: Readonly<Record<string, string>> }>> = {
  outbox: { path: '/system/queues/events', query: {} },
  emails: { path: '/emails/log', query: { status: 'failed' } },
  stripe_events: { path: '/billing/events', query: { status: 'dead' } },
  webhooks: { path: '/system/queues/webhooks', query: {} },
};

/** What waits outside the queues, with the ways to it. */
@Component({
  selector: 'oc-room-table',
  imports: [OvBadge, OvCell, OvTable, RouterLink],
  template: `
    <ov-table class="oc-event-table" density="compact" [caption]="words.roomCaption" [columns]="columns" [rows]="rows()">
      <ng-template ovCell="name" [of]="rows()" let-row>
        <a class="ov-row-link" [routerLink]="links[row.name].path" [queryParams]="links[row.name].query"
          ><b>{{ names[row.name] }}</b></a
        >
        <small class="oc-second">{{ texts[row.name] }}</small>
      </ng-template>
      <ng-template ovCell="waiting" [of]="rows()" let-row>{{ number(row.waiting) }}</ng-template>
      <ng-template ovCell="oldest" [of]="rows()" let-row>{{
        row.oldestSeconds === null ? words.none : duration(row.oldestSeconds)
      }}</ng-template>
      <ng-template ovCell="dead" [of]="rows()" let-row>
        @if (row.dead > 0) {
          <ov-badge tone="danger">{{ number(row.dead) }}</ov-badge>
        } @else {
          {{ words.none }}
        }
      </ng-template>
    </ov-table>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RoomTable {
  readonly rooms = input.required<readonly WaitingRoomState[]>();

  protected readonly words = QUEUES;
  protected readonly rows = computed(() => this.rooms().map((room) => ({ ...room, id: room.name })));
  protected readonly columns = COLUMNS;
  protected readonly names = ROOM_NAMES;
  protected readonly texts = ROOM_TEXTS;
  protected readonly links = DEAD_LINKS;
  protected readonly number = formatNumber;
  protected readonly duration = formatDuration;
}
