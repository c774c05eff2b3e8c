import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { SystemEndpoint } from '@orbisvoice/shared-dto';
import { type Column, OvCell, OvTable } from '@orbisvoice/shared-ui/data';
import { formatNumber, formatShare } from '@orbisvoice/shared-ui/format';
import { fineMilliseconds, fineNumber } from '../fine-figures';
import { ENDPOINTS } from '../traffic.strings';

const WORDS = ENDPOINTS.columns;
const COLUMNS: readonly Column[] = [
  { key: 'route', label: WORDS.route, sort: 'route' },
  { key: 'rate', label: WORDS.rate, align: 'end' },
  { key: 'count', label: WORDS.count, align: 'end', sort: 'count' },
  { key: 'p50', label: WORDS.p50, align: 'end', sort: 'p50' },
  { key: 'p95', label: WORDS.p95, align: 'end', sort: 'p95' },
  { key: 'p99', label: WORDS.p99, align: 'end', sort: 'p99' },
  { key: 'refused', label: WORDS.refused, align: 'end', sort: 'refused' },
  { key: 'failed', label: WORDS.failed, align: 'end', sort: 'failed' },
];

/** Routes as rows; one is chosen by its link, which the address keeps. */
@Component({
  selector: 'oc-endpoint-table',
  imports: [OvCell, OvTable, RouterLink],
  template: `
    <ov-table
      density="compact"
      [caption]="words.caption"
      [columns]="columns"
      [rows]="rows()"
      [sort]="sort()"
      (sortChange)="sortChange.emit($event)"
    >
      <ng-template ovCell="route" [of]="rows()" let-row>
        <a
          class="ov-row-link oc-route"
          [routerLink]="[]"
          [queryParams]="{ route: row.id }"
          queryParamsHandling="merge"
          [attr.aria-current]="row.id === chosen() ? 'true' : null"
          ><b>{{ row.method }}</b> <code>{{ row.route }}</code></a
        >
      </ng-template>
      <ng-template ovCell="rate" [of]="rows()" let-row>{{ fine(row.perMinute) }}</ng-template>
      <ng-template ovCell="count" [of]="rows()" let-row>{{ number(row.count) }}</ng-template>
      <ng-template ovCell="p50" [of]="rows()" let-row>{{ ms(row.p50Ms) }}</ng-template>
      <ng-template ovCell="p95" [of]="rows()" let-row>{{ ms(row.p95Ms) }}</ng-template>
      <ng-template ovCell="p99" [of]="rows()" let-row>{{ ms(row.p99Ms) }}</ng-template>
      <ng-template ovCell="refused" [of]="rows()" let-row>{{ number(row.clientErrors) }}</ng-template>
      <ng-template ovCell="failed" [of]="rows()" let-row>
        {{ number(row.serverErrors) }}
        @if (row.serverErrors > 0) {
          <small class="oc-second" data-alarm>{{ words.share(share(row.errorShare)) }}</small>
        }
      </ng-template>
    </ov-table>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class EndpointTable {
  readonly rows = input.required<readonly SystemEndpoint[]>();
  readonly chosen = input.required<string>();
  readonly sort = input.required<string>();
  readonly sortChange = output<string>();

  protected readonly words = ENDPOINTS;
  protected readonly columns = COLUMNS;
  protected readonly number = formatNumber;
  protected readonly fine = fineNumber;
  protected readonly ms = fineMilliseconds;
  protected readonly share = formatShare;
}
