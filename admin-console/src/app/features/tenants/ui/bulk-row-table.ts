import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { TenantBulkRow } from '@orbisvoice/shared-dto';
import { type Column, OvCell, OvTable } from '@orbisvoice/shared-ui/data';
import { OvBadge } from '@orbisvoice/shared-ui/ui';
import { TENANT_STATUS_NAMES } from '../../../core/strings';
import { UtcTime } from '../../../ui/utc-time';
import { BULK, BULK_REASON_NAMES, OUTCOME_NAMES, OUTCOME_TONES } from '../tenant-list.strings';

const COLUMNS: readonly Column[] = [
  { key: 'tenant', label: BULK.rows.tenant },
  { key: 'outcome', label: BULK.rows.outcome },
  { key: 'change', label: BULK.rows.change },
  { key: 'at', label: BULK.rows.at, align: 'end' },
];

/** What came of each tenant of a run, and why. */
@Component({
  selector: 'oc-bulk-row-table',
  imports: [OvBadge, OvCell, OvTable, UtcTime],
  template: `
    <ov-table density="compact" [caption]="words.rowsCaption" [columns]="columns" [rows]="shown()" [rowLink]="linkOf">
      <ng-template ovCell="tenant" [of]="shown()" let-row>{{ row.tenantName }}</ng-template>
      <ng-template ovCell="outcome" [of]="shown()" let-row>
        <ov-badge [tone]="tones[row.outcome]">{{ names[row.outcome] }}</ov-badge>
        @if (row.detail; as detail) {
          <small class="oc-second">{{ reasons[detail] }}</small>
        }
      </ng-template>
      <ng-template ovCell="change" [of]="shown()" let-row>
        @if (row.statusBefore && row.statusAfter) {
          {{ standings[row.statusBefore] }} → {{ standings[row.statusAfter] }}
        }
      </ng-template>
      <ng-template ovCell="at" [of]="shown()" let-row>
        @if (row.settledAt; as at) {
          <oc-utc-time [at]="at" />
        }
      </ng-template>
    </ov-table>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BulkRowTable {
  readonly rows = input.required<readonly TenantBulkRow[]>();

  protected readonly words = BULK;
  protected readonly columns = COLUMNS;
  protected readonly names = OUTCOME_NAMES;
  protected readonly tones = OUTCOME_TONES;
  protected readonly reasons = BULK_REASON_NAMES;
  protected readonly standings = TENANT_STATUS_NAMES;
  protected readonly shown = computed(() => this.rows().map((row) => ({ ...row, id: row.tenantId })));
  protected readonly linkOf = (row: { readonly id: string }): readonly string[] => ['/tenants', row.id];
}
