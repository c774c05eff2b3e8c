import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { MrrMovement } from '@orbisvoice/shared-dto';
import { type Column, OvCell, OvTable } from '@orbisvoice/shared-ui/data';
import { formatMoney } from '@orbisvoice/shared-ui/format';
import { OvBadge } from '@orbisvoice/shared-ui/ui';
import { TIER_NAMES } from '../../../core/strings';
import { UtcTime } from '../../../ui/utc-time';
import { MOVEMENT_NAMES } from '../../../core/movement.strings';
import { TENANT_BILLING as WORDS } from '../tenant-billing.strings';

const COLUMNS: readonly Column[] = [
  { key: 'at', label: WORDS.at },
  { key: 'kind', label: WORDS.movement },
  { key: 'plan', label: WORDS.planChange },
  { key: 'event', label: WORDS.causedBy },
  { key: 'amount', label: WORDS.change, align: 'end' },
  { key: 'after', label: WORDS.mrrAfter, align: 'end' },
];

/** How a tenant's part of the MRR came about. */
@Component({
  selector: 'oc-billing-movements',
  imports: [OvBadge, OvCell, OvTable, RouterLink, UtcTime],
  template: `
    @let list = movements();
    @if (list.length > 0) {
      <ov-table density="compact" [caption]="words.movementsCaption" [columns]="columns" [rows]="list">
        <ng-template ovCell="at" [of]="list" let-row><oc-utc-time [at]="row.occurredAt" /></ng-template>
        <ng-template ovCell="kind" [of]="list" let-row>
          <ov-badge [tone]="names[row.kind].tone">{{ names[row.kind].label }}</ov-badge>
        </ng-template>
        <ng-template ovCell="plan" [of]="list" let-row>{{ plans(row) }}</ng-template>
        <ng-template ovCell="event" [of]="list" let-row>
          @if (row.stripeEventId; as event) {
            <a data-row class="ov-mono ov-small" [routerLink]="['/billing/events', event]">{{ event }}</a>
          } @else {
            <span class="ov-muted">{{ words.noReason }}</span>
          }
        </ng-template>
        <ng-template ovCell="amount" [of]="list" let-row>{{ signed(row) }}</ng-template>
        <ng-template ovCell="after" [of]="list" let-row>{{ money(row.mrrAfter, row.currency) }}</ng-template>
      </ov-table>
    } @else {
      <p class="oc-none ov-muted">{{ words.noMovements }}</p>
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BillingMovements {
  readonly movements = input.required<readonly MrrMovement[]>();

  protected readonly words = WORDS;
  protected readonly columns = COLUMNS;
  protected readonly names = MOVEMENT_NAMES;
  protected readonly money = formatMoney;

  protected plans({ planFrom, planTo }: MrrMovement): string {
    return WORDS.fromTo(planFrom ? TIER_NAMES[planFrom] : WORDS.noPlan, planTo ? TIER_NAMES[planTo] : WORDS.noPlan);
  }

  protected signed({ amount, currency }: MrrMovement): string {
    return `${amount > 0 ? '+' : ''}${formatMoney(amount, currency)}`;
  }
}
