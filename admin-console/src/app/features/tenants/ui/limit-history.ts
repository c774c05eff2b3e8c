import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import type { LimitAdjustment } from '@orbisvoice/shared-dto';
import { type Column, OvCell, OvTable } from '@orbisvoice/shared-ui/data';
import { formatNumber } from '@orbisvoice/shared-ui/format';
import { OvBadge } from '@orbisvoice/shared-ui/ui';
import { UtcTime } from '../../../ui/utc-time';
import { partName } from '../limit-words';
import { STATE_NAMES, USAGE } from '../tenant-parts.strings';

const COLUMNS: readonly Column[] = [
  { key: 'since', label: USAGE.since },
  { key: 'part', label: USAGE.part },
  { key: 'count', label: USAGE.conversations, align: 'end' },
  { key: 'until', label: USAGE.until },
  { key: 'state', label: USAGE.state },
  { key: 'by', label: USAGE.setBy },
  { key: 'reason', label: USAGE.reason },
];

/** Everything staff ever did to a tenant's limit. */
@Component({
  selector: 'oc-limit-history',
  imports: [OvBadge, OvCell, OvTable, UtcTime],
  template: `
    @let list = adjustments();
    @if (list.length > 0) {
      <ov-table density="compact" [caption]="words.historyCaption" [columns]="columns" [rows]="list">
        <ng-template ovCell="since" [of]="list" let-row><oc-utc-time [at]="row.startsAt" /></ng-template>
        <ng-template ovCell="part" [of]="list" let-row>{{ nameOf(row) }}</ng-template>
        <ng-template ovCell="count" [of]="list" let-row>{{ number(row.quantity) }}</ng-template>
        <ng-template ovCell="until" [of]="list" let-row>
          @if (row.withdrawn?.at ?? row.endsAt; as end) {
            <oc-utc-time [at]="end" />
          } @else {
            <span class="ov-muted">{{ words.noEnd }}</span>
          }
        </ng-template>
        <ng-template ovCell="state" [of]="list" let-row>
          <ov-badge [tone]="states[row.state].tone">{{ states[row.state].label }}</ov-badge>
        </ng-template>
        <ng-template ovCell="by" [of]="list" let-row>{{ row.setBy.name ?? words.gone }}</ng-template>
        <ng-template ovCell="reason" [of]="list" let-row>
          <span class="oc-reason">{{ row.reason }}</span>
          @if (row.withdrawn; as end) {
            <span class="oc-second oc-reason">{{ words.withdrawn(end.by.name ?? words.gone, end.reason) }}</span>
          }
        </ng-template>
      </ov-table>
    } @else {
      <p class="oc-none ov-muted">{{ words.historyEmpty }}</p>
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class LimitHistory {
  readonly adjustments = input.required<readonly LimitAdjustment[]>();

  protected readonly words = USAGE;
  protected readonly columns = COLUMNS;
  protected readonly states = STATE_NAMES;
  protected readonly nameOf = partName;
  protected readonly number = formatNumber;
}
