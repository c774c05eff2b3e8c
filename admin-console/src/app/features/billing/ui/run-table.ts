import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import type { ReconciliationRun } from '@orbisvoice/shared-dto';
import { type Column, OvCell, OvTable } from '@orbisvoice/shared-ui/data';
import { formatNumber } from '@orbisvoice/shared-ui/format';
import { OvBadge } from '@orbisvoice/shared-ui/ui';
import { UtcTime } from '../../../ui/utc-time';
import { RECONCILIATION, RUN_STATUS_NAMES, RUN_STATUS_TONES } from '../reconciliation.strings';
import { tookOf } from '../run-figures';

const WORDS = RECONCILIATION.columns;
const COLUMNS: readonly Column[] = [
  { key: 'started', label: WORDS.started },
  { key: 'status', label: WORDS.status },
  { key: 'by', label: WORDS.by },
  { key: 'checked', label: WORDS.checked },
  { key: 'found', label: WORDS.found, align: 'end' },
  { key: 'repaired', label: WORDS.repaired, align: 'end' },
  { key: 'unresolved', label: WORDS.unresolved, align: 'end' },
  { key: 'took', label: WORDS.took, align: 'end' },
];

/** Runs, each leading to its report. */
@Component({
  selector: 'oc-run-table',
  imports: [OvBadge, OvCell, OvTable, UtcTime],
  template: `
    <ov-table density="compact" [caption]="words.caption" [columns]="columns" [rows]="runs()" [rowLink]="linkOf" [isLoading]="isLoading()">
      <ng-template ovCell="started" [of]="runs()" let-row><oc-utc-time [at]="row.startedAt" /></ng-template>
      <ng-template ovCell="status" [of]="runs()" let-row>
        <ov-badge [tone]="tones[row.status]">{{ names[row.status] }}</ov-badge>
      </ng-template>
      <ng-template ovCell="by" [of]="runs()" let-row>{{ row.startedBy }}</ng-template>
      <ng-template ovCell="checked" [of]="runs()" let-row
        ><span class="ov-small">{{ words.checked(row.checked) }}</span></ng-template
      >
      <ng-template ovCell="found" [of]="runs()" let-row>{{ number(row.discrepancies) }}</ng-template>
      <ng-template ovCell="repaired" [of]="runs()" let-row>{{ number(row.repaired) }}</ng-template>
      <ng-template ovCell="unresolved" [of]="runs()" let-row>{{ number(row.discrepancies - row.repaired) }}</ng-template>
      <ng-template ovCell="took" [of]="runs()" let-row>{{ took(row) ?? words.notFinished }}</ng-template>
    </ov-table>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RunTable {
  readonly runs = input.required<readonly ReconciliationRun[]>();
  readonly isLoading = input(false);

  protected readonly words = RECONCILIATION;
  protected readonly columns = COLUMNS;
  protected readonly names = RUN_STATUS_NAMES;
  protected readonly tones = RUN_STATUS_TONES;
  protected readonly number = formatNumber;
  protected readonly took = tookOf;
  protected readonly linkOf = (row: ReconciliationRun): readonly string[] => ['/billing/reconciliation', row.id];
}
