import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import type { SystemProcess } from '@orbisvoice/shared-dto';
import { type Column, OvCell, OvTable } from '@orbisvoice/shared-ui/data';
import { formatBytes, formatDuration, formatMilliseconds, formatShare } from '@orbisvoice/shared-ui/format';
import { OvBadge } from '@orbisvoice/shared-ui/ui';
import { UtcTime } from '../../../ui/utc-time';
import { HEALTH } from '../health.strings';
import { PROCESS_KIND_NAMES, PROCESS_STATE_NAMES, PROCESS_STATE_TONES } from '../system.strings';

const COLUMNS: readonly Column[] = [
  { key: 'kind', label: HEALTH.columns.kind },
  { key: 'state', label: HEALTH.columns.state },
  { key: 'uptime', label: HEALTH.columns.uptime, align: 'end' },
  { key: 'cpu', label: HEALTH.columns.cpu, align: 'end' },
  { key: 'memory', label: HEALTH.columns.memory, align: 'end' },
  { key: 'lag', label: HEALTH.columns.lag, align: 'end' },
  { key: 'seen', label: HEALTH.columns.seen },
];

/** Processes as rows, each by its own last word. */
@Component({
  selector: 'oc-process-table',
  imports: [OvBadge, OvCell, OvTable, UtcTime],
  template: `
    <ov-table density="compact" [caption]="words.processCaption" [columns]="columns" [rows]="processes()">
      <ng-template ovCell="kind" [of]="processes()" let-row>
        <b>{{ kinds[row.kind] }}</b>
        <small class="oc-second">{{ words.host(row.host, row.pid) }}</small>
        <small class="oc-second">{{ words.version(row.version, row.nodeVersion) }}</small>
      </ng-template>
      <ng-template ovCell="state" [of]="processes()" let-row>
        <ov-badge [tone]="tones[row.state]">{{ states[row.state] }}</ov-badge>
      </ng-template>
      <ng-template ovCell="uptime" [of]="processes()" let-row>{{ duration(row.uptimeSeconds) }}</ng-template>
      <ng-template ovCell="cpu" [of]="processes()" let-row>{{ share(row.cpuCores) }}</ng-template>
      <ng-template ovCell="memory" [of]="processes()" let-row>
        {{ bytes(row.memoryBytes) }}<small class="oc-second">{{ words.heap(bytes(row.heapBytes)) }}</small>
      </ng-template>
      <ng-template ovCell="lag" [of]="processes()" let-row>{{ milliseconds(row.loopLagMs) }}</ng-template>
      <ng-template ovCell="seen" [of]="processes()" let-row><oc-utc-time [at]="row.seenAt" /></ng-template>
    </ov-table>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ProcessTable {
  readonly processes = input.required<readonly SystemProcess[]>();

  protected readonly words = HEALTH;
  protected readonly columns = COLUMNS;
  protected readonly kinds = PROCESS_KIND_NAMES;
  protected readonly states = PROCESS_STATE_NAMES;
  protected readonly tones = PROCESS_STATE_TONES;
  protected readonly bytes = formatBytes;
  protected readonly duration = formatDuration;
  protected readonly milliseconds = formatMilliseconds;
  protected readonly share = formatShare;
}
