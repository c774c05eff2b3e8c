import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import type { SystemWorker } from '@orbisvoice/shared-dto';
import { type Column, OvCell, OvTable } from '@orbisvoice/shared-ui/data';
import { UtcTime } from '../../../ui/utc-time';
import { QUEUES } from '../queues.strings';

const COLUMNS: readonly Column[] = [
  { key: 'host', label: QUEUES.workerColumns.host },
  { key: 'since', label: QUEUES.workerColumns.since },
  { key: 'seen', label: QUEUES.workerColumns.seen },
];

/** The worker processes that live. */
@Component({
  selector: 'oc-worker-table',
  imports: [OvCell, OvTable, UtcTime],
  template: `
    <ov-table density="compact" [caption]="words.workerCaption" [columns]="columns" [rows]="workers()">
      <ng-template ovCell="host" [of]="workers()" let-row>{{ words.workerHost(row.host, row.pid) }}</ng-template>
      <ng-template ovCell="since" [of]="workers()" let-row><oc-utc-time [at]="row.startedAt" /></ng-template>
      <ng-template ovCell="seen" [of]="workers()" let-row><oc-utc-time [at]="row.seenAt" /></ng-template>
    </ov-table>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class WorkerTable {
  readonly workers = input.required<readonly SystemWorker[]>();

  protected readonly words = QUEUES;
  protected readonly columns = COLUMNS;
}
