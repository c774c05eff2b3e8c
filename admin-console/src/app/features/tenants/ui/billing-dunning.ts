import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { AdminTenantBilling } from '@orbisvoice/shared-dto';
import { Clock } from '@orbisvoice/shared-ui/core';
import { type Column, OvCell, OvTable } from '@orbisvoice/shared-ui/data';
import { OvNotice } from '@orbisvoice/shared-ui/feedback';
import { formatMoney, formatRelative } from '@orbisvoice/shared-ui/format';
import { OvBadge } from '@orbisvoice/shared-ui/ui';
import { UtcTime } from '../../../ui/utc-time';
import { ATTEMPT_NAMES, TENANT_BILLING as WORDS } from '../tenant-billing.strings';
import { TENANT } from '../tenants.strings';

type Dunning = NonNullable<AdminTenantBilling['subscription']['dunning']>;

const COLUMNS: readonly Column[] = [
  { key: 'attempt', label: WORDS.attempt },
  { key: 'at', label: WORDS.at },
  { key: 'outcome', label: WORDS.outcome },
  { key: 'reason', label: WORDS.reason },
  { key: 'next', label: WORDS.next },
];

/** A payment that fails: what is owed, what was tried, what comes next and how long access lasts. */
@Component({
  selector: 'oc-billing-dunning',
  imports: [OvBadge, OvCell, OvNotice, OvTable, UtcTime],
  templateUrl: './billing-dunning.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BillingDunning {
  readonly dunning = input.required<Dunning>();

  protected readonly words = WORDS;
  protected readonly draft = TENANT.invoiceDraft;
  protected readonly columns = COLUMNS;
  protected readonly names = ATTEMPT_NAMES;
  private readonly clock = inject(Clock);
  protected readonly rows = computed(() => this.dunning().attempts.map((attempt) => ({ ...attempt, id: String(attempt.attempt) })));
  protected readonly amount = computed(() => formatMoney(this.dunning().amountDue, this.dunning().currency));

  protected relative(instant: string): string {
    return formatRelative(instant, this.clock.now());
  }
}
