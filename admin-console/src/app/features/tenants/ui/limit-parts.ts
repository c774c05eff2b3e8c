import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { AdminTenantLimits, LimitAdjustment } from '@orbisvoice/shared-dto';
import { SessionStore } from '@orbisvoice/shared-ui/core';
import { type Column, OvCell, OvTable } from '@orbisvoice/shared-ui/data';
import { formatNumber } from '@orbisvoice/shared-ui/format';
import { OvButton, OvUsageBar } from '@orbisvoice/shared-ui/ui';
import { TIER_NAMES } from '../../../core/strings';
import { UtcTime } from '../../../ui/utc-time';
import { partName } from '../limit-words';
import { USAGE } from '../tenant-parts.strings';

const COLUMNS: readonly Column[] = [
  { key: 'part', label: USAGE.part },
  { key: 'count', label: USAGE.conversations, align: 'end' },
  { key: 'until', label: USAGE.until },
  { key: 'by', label: USAGE.setBy },
  { key: 'reason', label: USAGE.reason },
];
const ACT: Column = { key: 'act', label: USAGE.actions, isLabelHidden: true };

/** One line of the sum. */
interface Line {
  readonly id: string;
  readonly name: string;
  readonly count: string;
  readonly isReplaced: boolean;
  readonly of: LimitAdjustment | null;
}

/** The limit in force, and the sum that makes it: plan or override, and grants; who, until when and why. */
@Component({
  selector: 'oc-limit-parts',
  imports: [OvButton, OvCell, OvTable, OvUsageBar, UtcTime],
  template: `
    @let it = page();
    <div class="oc-limit-head">
      <p class="oc-limit-total">
        <b>{{ perMonth() }}</b> <span class="ov-muted">{{ stops() }}</span>
      </p>
      <ov-usage-bar [used]="it.usage.used" [limit]="it.usage.limit" [reserved]="it.usage.reserved" />
      <p class="ov-hint">{{ words.limitText }}</p>
    </div>
    <ov-table density="compact" [caption]="words.partsCaption" [columns]="columns()" [rows]="lines()">
      <ng-template ovCell="part" [of]="lines()" let-row>
        <b>{{ row.name }}</b>
        @if (row.isReplaced) {
          <span class="oc-second">{{ words.replaced }}</span>
        }
      </ng-template>
      <ng-template ovCell="count" [of]="lines()" let-row>
        @if (row.isReplaced) {
          <s class="ov-muted">{{ row.count }}</s>
        } @else {
          {{ row.count }}
        }
      </ng-template>
      <ng-template ovCell="until" [of]="lines()" let-row>
        @if (row.of?.endsAt; as end) {
          <oc-utc-time [at]="end" />
        } @else {
          <span class="ov-muted">{{ row.of ? words.noEnd : words.whilePlan }}</span>
        }
      </ng-template>
      <ng-template ovCell="by" [of]="lines()" let-row>
        @if (row.of; as one) {
          {{ one.setBy.name ?? words.gone }} <span class="oc-second"><oc-utc-time detail="date" [at]="one.startsAt" /></span>
        }
      </ng-template>
      <ng-template ovCell="reason" [of]="lines()" let-row
        ><span class="oc-reason">{{ row.of?.reason }}</span></ng-template
      >
      <ng-template ovCell="act" [of]="lines()" let-row>
        @if (row.of; as one) {
          <button ov-button type="button" size="s" [attr.aria-label]="words.withdrawOf(row.name, row.count)" (click)="withdraw.emit(one)">
            {{ words.withdraw }}
          </button>
        }
      </ng-template>
    </ov-table>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class LimitParts {
  readonly page = input.required<AdminTenantLimits>();
  readonly withdraw = output<LimitAdjustment>();

  protected readonly words = USAGE;
  private readonly session = inject(SessionStore);
  protected readonly columns = computed(() => (this.session.can('admin.manage') ? [...COLUMNS, ACT] : COLUMNS));
  protected readonly perMonth = computed(() => USAGE.perMonth(formatNumber(this.page().limits.effective)));
  protected readonly stops = computed(() => USAGE.stopsAt(formatNumber(this.page().usage.ceiling)));
  protected readonly lines = computed<Line[]>(() => {
    const { tier, limits, adjustments } = this.page();
    const live = adjustments.filter(({ state }) => state === 'in_force').sort((a, b) => rank(a) - rank(b));
    const plan = { name: USAGE.planPart(TIER_NAMES[tier]), count: formatNumber(limits.plan), isReplaced: limits.override !== null };
    return [{ id: 'plan', ...plan, of: null }, ...live.map(lineOf)];
  });
}

const rank = ({ kind }: LimitAdjustment): number => (kind === 'override' ? 0 : 1);

const lineOf = (one: LimitAdjustment): Line => ({
  id: one.id,
  name: partName(one),
  count: `${one.kind === 'grant' ? '+ ' : ''}${formatNumber(one.quantity)}`,
  isReplaced: false,
  of: one,
});
