import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import type { TenantBulkRun } from '@orbisvoice/shared-dto';
import { OvCell, OvKeysetPart, OvTable, type Column } from '@orbisvoice/shared-ui/data';
import { formatNumber } from '@orbisvoice/shared-ui/format';
import { OvPageHeader } from '@orbisvoice/shared-ui/layout';
import { OvBadge, OvCard } from '@orbisvoice/shared-ui/ui';
import { keepLast } from '../../../core/keep-last';
import { offerListKeys } from '../../../core/page-keys';
import { Problem } from '../../../ui/problem';
import { Refresh } from '../../../ui/refresh';
import { Stale } from '../../../ui/stale';
import { UtcTime } from '../../../ui/utc-time';
import { TenantListApi } from '../tenant-list.api';
import { BULK, BULK_RUN_NAMES, RUN_STATUS_NAMES, RUN_STATUS_TONES } from '../tenant-list.strings';

const COLUMNS: readonly Column[] = [
  { key: 'action', label: BULK.columns.action },
  { key: 'status', label: BULK.columns.status },
  { key: 'counts', label: BULK.columns.counts },
  { key: 'staff', label: BULK.columns.staff },
  { key: 'created', label: BULK.columns.created, align: 'end' },
];

/** Runs over many tenants, newest first. */
@Component({
  selector: 'oc-bulk-runs-page',
  imports: [OvBadge, OvCard, OvCell, OvKeysetPart, OvPageHeader, OvTable, Problem, Refresh, Stale, UtcTime],
  template: `
    <ov-page-header backLink="/tenants" [backLabel]="words.backToList" [heading]="words.title" [text]="words.intro">
      <oc-refresh ovHeaderActions [isLoading]="list.isLoading()" (refreshed)="list.reload()" />
    </ov-page-header>
    @if (shown.stale(); as stale) {
      <oc-stale class="oc-pulse" [of]="stale" (retry)="list.reload()" />
    }
    <ov-card isFlush>
      @if (shown.problem(); as problem) {
        <oc-problem [problem]="problem" (retry)="list.reload()" />
      } @else {
        <ov-keyset-part
          icon="tenants"
          [list]="list"
          [page]="shown.value()"
          [words]="words"
          [isFiltered]="false"
          [isStale]="shown.stale() !== null"
        >
          @if (shown.value(); as page) {
            <ov-table density="compact" [caption]="words.caption" [columns]="columns" [rows]="page.items" [rowLink]="linkOf">
              <ng-template ovCell="action" [of]="page.items" let-row
                >{{ actions[row.action] }}<small class="oc-second">{{ row.reason }}</small></ng-template
              >
              <ng-template ovCell="status" [of]="page.items" let-row
                ><ov-badge [tone]="tones[row.status]">{{ names[row.status] }}</ov-badge></ng-template
              >
              <ng-template ovCell="counts" [of]="page.items" let-row>{{
                words.counts(number(row.counts.done), number(row.counts.total))
              }}</ng-template>
              <ng-template ovCell="staff" [of]="page.items" let-row>{{ row.staffName }}</ng-template>
              <ng-template ovCell="created" [of]="page.items" let-row><oc-utc-time [at]="row.createdAt" /></ng-template>
            </ov-table>
          }
        </ov-keyset-part>
      }
    </ov-card>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BulkRunsPage {
  protected readonly words = BULK;
  protected readonly columns = COLUMNS;
  protected readonly actions = BULK_RUN_NAMES;
  protected readonly names = RUN_STATUS_NAMES;
  protected readonly tones = RUN_STATUS_TONES;
  protected readonly number = formatNumber;
  protected readonly list = inject(TenantListApi).runs();
  protected readonly shown = keepLast(this.list, signal('runs'));
  protected readonly linkOf = (row: TenantBulkRun): readonly string[] => ['/tenants/bulk', row.id];

  constructor() {
    offerListKeys(() => this.list.reload());
  }
}
