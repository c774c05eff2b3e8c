import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import type { SystemStatement } from '@orbisvoice/shared-dto';
import { type Column, OvCell, OvTable } from '@orbisvoice/shared-ui/data';
import { formatDuration, formatMilliseconds, formatNumber, formatShare } from '@orbisvoice/shared-ui/format';
import { UtcTime } from '../../../ui/utc-time';
import { fineMilliseconds } from '../fine-figures';
import { QUERIES } from '../traffic.strings';

const WORDS = QUERIES.columns;
const MINUTE_MS = 60_000;
const COLUMNS: readonly Column[] = [
  { key: 'text', label: WORDS.text },
  { key: 'total', label: WORDS.total, align: 'end', sort: 'total' },
  { key: 'count', label: WORDS.count, align: 'end', sort: 'count' },
  { key: 'mean', label: WORDS.mean, align: 'end', sort: 'mean' },
  { key: 'p95', label: WORDS.p95, align: 'end', sort: 'p95' },
  { key: 'max', label: WORDS.max, align: 'end', sort: 'max' },
  { key: 'rows', label: WORDS.rows, align: 'end', sort: 'rows' },
  { key: 'errors', label: WORDS.errors, align: 'end', sort: 'errors' },
];

/** Statements as rows, with the whole text on demand. */
@Component({
  selector: 'oc-statement-table',
  imports: [OvCell, OvTable, UtcTime],
  template: `
    <ov-table
      density="compact"
      [caption]="words.caption"
      [columns]="columns"
      [rows]="rows()"
      [sort]="sort()"
      (sortChange)="sortChange.emit($event)"
    >
      <ng-template ovCell="text" [of]="rows()" let-row>
        <details class="oc-statement">
          <summary>
            @if (row.name; as name) {
              <b>{{ name }}</b>
            }
            <code>{{ row.text }}</code>
          </summary>
          <code class="ov-code">{{ row.text }}</code>
        </details>
      </ng-template>
      <ng-template ovCell="total" [of]="rows()" let-row>
        {{ long(row.totalMs) }}<small class="oc-second">{{ words.of(share(part(row.totalMs))) }}</small>
      </ng-template>
      <ng-template ovCell="count" [of]="rows()" let-row>{{ number(row.count) }}</ng-template>
      <ng-template ovCell="mean" [of]="rows()" let-row>{{ ms(row.meanMs) }}</ng-template>
      <ng-template ovCell="p95" [of]="rows()" let-row>{{ ms(row.p95Ms) }}</ng-template>
      <ng-template ovCell="max" [of]="rows()" let-row>
        {{ ms(row.maxMs) }}
        @if (row.slowestAt; as at) {
          <small class="oc-second"><oc-utc-time [at]="at" /></small>
        }
        @if (row.slowestTraceId; as trace) {
          <small class="oc-second oc-trace"
            >{{ words.trace }} <code>{{ trace }}</code></small
          >
        }
      </ng-template>
      <ng-template ovCell="rows" [of]="rows()" let-row>{{ number(row.rows) }}</ng-template>
      <ng-template ovCell="errors" [of]="rows()" let-row>{{ number(row.errors) }}</ng-template>
    </ov-table>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class StatementTable {
  readonly rows = input.required<readonly SystemStatement[]>();
  readonly totalMs = input.required<number>();
  readonly sort = input.required<string>();
  readonly sortChange = output<string>();

  protected readonly words = QUERIES;
  protected readonly columns = COLUMNS;
  protected readonly number = formatNumber;
  protected readonly ms = fineMilliseconds;
  protected readonly share = formatShare;
  protected readonly long = (ms: number): string => (ms < MINUTE_MS ? formatMilliseconds(ms) : formatDuration(ms / 1_000));

  protected part(ms: number): number {
    return this.totalMs() > 0 ? ms / this.totalMs() : 0;
  }
}
