import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { AdminUsagePeriod } from '@orbisvoice/shared-dto';
import { Clock } from '@orbisvoice/shared-ui/core';
import { type Column, OvCell, OvTable } from '@orbisvoice/shared-ui/data';
import { formatNumber } from '@orbisvoice/shared-ui/format';
import { OvBadge } from '@orbisvoice/shared-ui/ui';
import { UsageMeter } from '../../../ui/usage-meter';
import { UtcTime } from '../../../ui/utc-time';
import { USAGE } from '../tenant-parts.strings';

const COLUMNS: readonly Column[] = [
  { key: 'period', label: USAGE.period },
  { key: 'used', label: USAGE.used },
  { key: 'ceiling', label: USAGE.ceiling, align: 'end' },
];

/** How much of its limit a tenant used in each period, with the limit it had then. */
@Component({
  selector: 'oc-usage-periods',
  imports: [OvBadge, OvCell, OvTable, UsageMeter, UtcTime],
  template: `
    @let list = rows();
    @if (list.length > 0) {
      <ov-table density="compact" [caption]="words.periodsCaption" [columns]="columns" [rows]="list">
        <ng-template ovCell="period" [of]="list" let-row>
          <oc-utc-time detail="date" [at]="row.start" /> – <oc-utc-time detail="date" [at]="row.end" />
          @if (row.isRunning) {
            <ov-badge tone="info">{{ words.running }}</ov-badge>
          }
        </ng-template>
        <ng-template ovCell="used" [of]="list" let-row><oc-usage-meter [used]="row.used" [limit]="row.limit" /></ng-template>
        <ng-template ovCell="ceiling" [of]="list" let-row>{{ number(row.ceiling) }}</ng-template>
      </ov-table>
    } @else {
      <p class="oc-none ov-muted">{{ words.periodsEmpty }}</p>
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class UsagePeriods {
  readonly periods = input.required<readonly AdminUsagePeriod[]>();

  protected readonly words = USAGE;
  protected readonly columns = COLUMNS;
  protected readonly number = formatNumber;
  private readonly clock = inject(Clock);
  protected readonly rows = computed(() => {
    const now = this.clock.now();
    return this.periods().map((period) => ({
      ...period,
      id: period.start,
      isRunning: Date.parse(period.start) <= now && now < Date.parse(period.end),
    }));
  });
}
