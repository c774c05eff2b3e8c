import { ChangeDetectionStrategy, Component, computed, DestroyRef, effect, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { SessionStore } from '@orbisvoice/shared-ui/core';
import { OvEmpty, OvSkeleton } from '@orbisvoice/shared-ui/feedback';
import { OvPageHeader } from '@orbisvoice/shared-ui/layout';
import { OvBadge, OvButton, OvCard } from '@orbisvoice/shared-ui/ui';
import { PageKeys } from '../../../core/page-keys';
import { TENANT_STATUS_NAMES } from '../../../core/strings';
import { nameTab } from '../../../core/tab-name';
import { TENANT_TONES } from '../../../core/tones';
import { Problem } from '../../../ui/problem';
import { Refresh } from '../../../ui/refresh';
import { Stale } from '../../../ui/stale';
import { actionsFor } from '../adjust-choices';
import { ADJUST } from '../adjust.strings';
import { TenantBillingStore } from '../tenant-billing.store';
import { TENANT_BILLING } from '../tenant-billing.strings';
import { TENANT } from '../tenants.strings';
import { AdjustDialog } from '../ui/adjust-dialog';
import { BillingCustomer } from '../ui/billing-customer';
import { BillingDisputes } from '../ui/billing-disputes';
import { BillingDunning } from '../ui/billing-dunning';
import { BillingMovements } from '../ui/billing-movements';
import { BillingNotices } from '../ui/billing-notices';
import { BillingRefunds } from '../ui/billing-refunds';
import { BillingSubscription } from '../ui/billing-subscription';
import { BillingTimeline } from '../ui/billing-timeline';
import { TenantInvoices } from '../ui/tenant-invoices';
import { TenantTabs } from '../ui/tenant-tabs';

/** One tenant's billing: what it has bought, what it owes, and how that came about. */
@Component({
  selector: 'oc-tenant-billing-page',
  imports: [
    AdjustDialog,
    BillingCustomer,
    BillingDisputes,
    BillingDunning,
    BillingMovements,
    BillingNotices,
    BillingRefunds,
    BillingSubscription,
    BillingTimeline,
    OvBadge,
    OvButton,
    OvCard,
    OvEmpty,
    OvPageHeader,
    OvSkeleton,
    Problem,
    Refresh,
    RouterLink,
    Stale,
    TenantInvoices,
    TenantTabs,
  ],
  providers: [TenantBillingStore],
  templateUrl: './tenant-billing.page.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TenantBillingPage {
  /** From the address. */
  readonly id = input.required<string>();

  protected readonly words = TENANT_BILLING;
  protected readonly tenantWords = TENANT;
  protected readonly statusNames = TENANT_STATUS_NAMES;
  protected readonly statusTones = TENANT_TONES;
  protected readonly store = inject(TenantBillingStore);
  protected readonly read = this.store.billing;

  protected readonly adjust = ADJUST.open;
  protected readonly isAdjusting = signal(false);
  private readonly session = inject(SessionStore);
  protected readonly canAdjust = computed(() => {
    const billing = this.read.stale() ? undefined : this.read.value();
    return billing !== undefined && this.session.can('admin.manage') && actionsFor(billing.subscription).length > 0;
  });

  constructor() {
    effect(() => this.store.id.set(this.id()));
    nameTab(() => {
      const name = this.store.tenant.value()?.name;
      return name ? `${name} · ${TENANT_BILLING.tabs.billing}` : null;
    });
    inject(PageKeys).offer({ refresh: () => this.store.reload() }, inject(DestroyRef));
  }

  protected leave(hasChanged: boolean): void {
    this.isAdjusting.set(false);
    if (hasChanged) this.store.reload();
  }
}
