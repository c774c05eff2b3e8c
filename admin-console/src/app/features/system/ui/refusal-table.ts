import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import type { SystemRefusal } from '@orbisvoice/shared-dto';
import { type Column, OvCell, OvTable } from '@orbisvoice/shared-ui/data';
import { formatNumber } from '@orbisvoice/shared-ui/format';
import { fineNumber } from '../fine-figures';
import { ERRORS } from '../trouble.strings';

const WORDS = ERRORS.refusalColumns;
const COLUMNS: readonly Column[] = [
  { key: 'code', label: WORDS.code },
  { key: 'status', label: WORDS.status, align: 'end' },
  { key: 'count', label: WORDS.count, align: 'end' },
  { key: 'rate', label: WORDS.rate, align: 'end' },
];

/** Codes the API refused or failed with, the most frequent first. */
@Component({
  selector: 'oc-refusal-table',
  imports: [OvCell, OvTable],
  template: `
    <ov-table density="compact" [caption]="words.refusalCaption" [columns]="columns" [rows]="rows()">
      <ng-template ovCell="code" [of]="rows()" let-row
        ><code>{{ row.code }}</code></ng-template
      >
      <ng-template ovCell="status" [of]="rows()" let-row>{{ row.status }}</ng-template>
      <ng-template ovCell="count" [of]="rows()" let-row>{{ number(row.count) }}</ng-template>
      <ng-template ovCell="rate" [of]="rows()" let-row>{{ fine(row.perMinute) }}</ng-template>
    </ov-table>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RefusalTable {
  readonly rows = input.required<readonly SystemRefusal[]>();

  protected readonly words = ERRORS;
  protected readonly columns = COLUMNS;
  protected readonly number = formatNumber;
  protected readonly fine = fineNumber;
}
