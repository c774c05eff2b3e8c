import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { SystemError } from '@orbisvoice/shared-dto';
import { type Column, OvCell, OvTable } from '@orbisvoice/shared-ui/data';
import { formatNumber } from '@orbisvoice/shared-ui/format';
import { OvBadge, OvCopyButton } from '@orbisvoice/shared-ui/ui';
import { UtcTime } from '../../../ui/utc-time';
import { ERRORS, ORIGIN_NAMES } from '../trouble.strings';

const WORDS = ERRORS.columns;
const SHOWN = 3;
const COLUMNS: readonly Column[] = [
  { key: 'error', label: WORDS.error },
  { key: 'count', label: WORDS.count, align: 'end', sort: 'count' },
  { key: 'places', label: WORDS.places },
  { key: 'seen', label: WORDS.seen, sort: 'seen' },
  { key: 'trace', label: WORDS.trace },
];

/** Groups of errors as rows. */
@Component({
  selector: 'oc-error-table',
  imports: [OvBadge, OvCell, OvCopyButton, OvTable, RouterLink, UtcTime],
  template: `
    <ov-table
      density="compact"
      [caption]="words.caption"
      [columns]="columns"
      [rows]="rows()"
      [sort]="sort()"
      (sortChange)="sortChange.emit($event)"
    >
      <ng-template ovCell="error" [of]="rows()" let-row>
        <span class="oc-badges"
          ><ov-badge tone="danger">{{ row.code }}</ov-badge> <span class="ov-muted">{{ row.type }}</span></span
        >
        <span class="oc-error-text">{{ row.message }}</span>
        @if (row.frame; as frame) {
          <small class="oc-second"
            ><code>{{ frame }}</code></small
          >
        }
      </ng-template>
      <ng-template ovCell="count" [of]="rows()" let-row>
        {{ number(row.count) }}<small class="oc-second">{{ words.total(number(row.total)) }}</small>
      </ng-template>
      <ng-template ovCell="places" [of]="rows()" let-row>
        <small class="oc-second">{{ origins[row.origin] }}</small>
        @for (place of row.places.slice(0, shown); track place) {
          <code class="oc-line">{{ place }}</code>
        }
        @if (row.places.length > shown) {
          <small class="oc-second">{{ words.more(row.places.length - shown) }}</small>
        }
      </ng-template>
      <ng-template ovCell="seen" [of]="rows()" let-row>
        <oc-utc-time [at]="row.lastSeenAt" /><small class="oc-second">{{ words.first }} <oc-utc-time [at]="row.firstSeenAt" /></small>
      </ng-template>
      <ng-template ovCell="trace" [of]="rows()" let-row>
        @for (trace of row.traceIds.slice(0, shown); track $index) {
          <span class="oc-trace">
            <a class="oc-line" routerLink="/audit" [queryParams]="{ traceId: trace }" [attr.aria-label]="words.audit(trace)"
              ><code>{{ trace }}</code></a
            >
            <ov-copy-button [text]="trace" [what]="words.traceId" />
          </span>
        }
      </ng-template>
    </ov-table>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ErrorTable {
  readonly rows = input.required<readonly SystemError[]>();
  readonly sort = input.required<string>();
  readonly sortChange = output<string>();

  protected readonly words = ERRORS;
  protected readonly columns = COLUMNS;
  protected readonly origins = ORIGIN_NAMES;
  protected readonly shown = SHOWN;
  protected readonly number = formatNumber;
}
