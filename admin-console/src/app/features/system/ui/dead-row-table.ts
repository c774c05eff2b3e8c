import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { SystemPostgres } from '@orbisvoice/shared-dto';
import { type Column, OvCell, OvTable } from '@orbisvoice/shared-ui/data';
import { formatBytes, formatNumber, formatShare } from '@orbisvoice/shared-ui/format';
import { UtcTime } from '../../../ui/utc-time';
import { HEALTH } from '../health.strings';

const WORDS = HEALTH.table;
const COLUMNS: readonly Column[] = [
  { key: 'name', label: WORDS.name },
  { key: 'dead', label: WORDS.dead, align: 'end' },
  { key: 'share', label: WORDS.share, align: 'end' },
  { key: 'live', label: WORDS.live, align: 'end' },
  { key: 'bytes', label: WORDS.bytes, align: 'end' },
  { key: 'vacuumed', label: WORDS.vacuumed },
];

/** Tables that wait for vacuum. */
@Component({
  selector: 'oc-dead-row-table',
  imports: [OvCell, OvTable, UtcTime],
  template: `
    <ov-table density="compact" [caption]="words.tableCaption" [columns]="columns" [rows]="rows()">
      <ng-template ovCell="name" [of]="rows()" let-row
        ><code>{{ row.name }}</code></ng-template
      >
      <ng-template ovCell="dead" [of]="rows()" let-row>{{ number(row.deadRows) }}</ng-template>
      <ng-template ovCell="share" [of]="rows()" let-row>{{ share(row.deadShare) }}</ng-template>
      <ng-template ovCell="live" [of]="rows()" let-row>{{ number(row.liveRows) }}</ng-template>
      <ng-template ovCell="bytes" [of]="rows()" let-row>{{ bytes(row.bytes) }}</ng-template>
      <ng-template ovCell="vacuumed" [of]="rows()" let-row>
        @if (row.vacuumedAt; as at) {
          <oc-utc-time [at]="at" />
        } @else {
          <span class="ov-muted">{{ words.never }}</span>
        }
      </ng-template>
    </ov-table>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class DeadRowTable {
  readonly tables = input.required<SystemPostgres['tables']>();

  protected readonly words = HEALTH;
  protected readonly columns = COLUMNS;
  protected readonly rows = computed(() => this.tables().map((table) => ({ ...table, id: table.name })));
  protected readonly number = formatNumber;
  protected readonly share = formatShare;
  protected readonly bytes = formatBytes;
}
