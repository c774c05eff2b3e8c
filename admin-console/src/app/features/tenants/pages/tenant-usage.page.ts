import { ChangeDetectionStrategy, Component, computed, effect, inject, input, signal } from '@angular/core';
import type { ChangeLimits, LimitAdjustment } from '@orbisvoice/shared-dto';
import { OvBarChart } from '@orbisvoice/shared-ui/charts';
import { SessionStore } from '@orbisvoice/shared-ui/core';
import { OvButton, OvCard } from '@orbisvoice/shared-ui/ui';
import { USAGE } from '../tenant-parts.strings';
import { TenantUsageStore } from '../tenant-usage.store';
import { LimitDialog } from '../ui/limit-dialog';
import { LimitHistory } from '../ui/limit-history';
import { LimitParts } from '../ui/limit-parts';
import { PartContent, TenantPart } from '../ui/tenant-part';
import { TenantHead } from '../ui/tenant-head';
import { UsagePeriods } from '../ui/usage-periods';
import { WithdrawDialog } from '../ui/withdraw-dialog';

/** How much one tenant talks, what its limit is made of, and changing that. */
@Component({
  selector: 'oc-tenant-usage-page',
  imports: [
    LimitDialog,
    LimitHistory,
    LimitParts,
    OvBarChart,
    OvButton,
    OvCard,
    PartContent,
    TenantHead,
    TenantPart,
    UsagePeriods,
    WithdrawDialog,
  ],
  providers: [TenantUsageStore],
  templateUrl: './tenant-usage.page.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TenantUsagePage {
  /** From the address. */
  readonly id = input.required<string>();

  protected readonly words = USAGE;
  protected readonly store = inject(TenantUsageStore);
  private readonly session = inject(SessionStore);
  protected readonly chosen = signal<'override' | 'grant' | null>(null);
  protected readonly withdrawn = signal<LimitAdjustment | null>(null);
  /** Limits that could not be read again are not what a change can quote. */
  protected readonly canChange = computed(() => this.session.can('admin.manage') && !this.store.limits.stale());
  protected readonly change = (body: ChangeLimits): Promise<void> => this.store.change(body);

  constructor() {
    effect(() => this.store.id.set(this.id()));
  }

  protected leave(isOutdated: boolean): void {
    this.chosen.set(null);
    this.withdrawn.set(null);
    if (isOutdated) this.store.reload();
  }
}
