import { ChangeDetectionStrategy, Component, DestroyRef, effect, inject, input } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { RouterLink } from '@angular/router';
import { APP_NAME } from '@orbisvoice/shared-ui/core';
import { OvEmpty, OvNotice, OvSkeleton } from '@orbisvoice/shared-ui/feedback';
import { OvPageHeader } from '@orbisvoice/shared-ui/layout';
import { OvBadge, OvButton, OvCard, OvIcon } from '@orbisvoice/shared-ui/ui';
import { utcDate } from '../../../core/dates';
import { PageKeys } from '../../../core/page-keys';
import { STRINGS, SUBSCRIPTION_STATUS_NAMES, TENANT_STATUS_NAMES } from '../../../core/strings';
import { SUBSCRIPTION_TONES, TENANT_TONES } from '../../../core/tones';
import { AuditEntryList } from '../../../ui/audit-entry-list';
import { Problem } from '../../../ui/problem';
import { TenantStore } from '../tenant.store';
import { TENANT } from '../tenants.strings';
import { TenantFacts } from '../ui/tenant-facts';
import { TenantInvoices } from '../ui/tenant-invoices';
import { TenantMembers } from '../ui/tenant-members';
import { TenantPlan } from '../ui/tenant-plan';
import { TenantTabs } from '../ui/tenant-tabs';
import { TenantUsage } from '../ui/tenant-usage';

/** One tenant: who it is, what it pays, what it uses, who belongs to it and what happened. */
@Component({
  selector: 'oc-tenant-page',
  imports: [
    AuditEntryList,
    OvBadge,
    OvButton,
    OvCard,
    OvEmpty,
    OvIcon,
    OvNotice,
    OvPageHeader,
    OvSkeleton,
    Problem,
    RouterLink,
    TenantFacts,
    TenantInvoices,
    TenantMembers,
    TenantPlan,
    TenantTabs,
    TenantUsage,
  ],
  providers: [TenantStore],
  templateUrl: './tenant.page.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TenantPage {
  /** From the address. */
  readonly id = input.required<string>();

  protected readonly words = TENANT;
  protected readonly refresh = STRINGS.list.refresh;
  protected readonly statusNames = TENANT_STATUS_NAMES;
  protected readonly statusTones = TENANT_TONES;
  protected readonly subscriptionNames = SUBSCRIPTION_STATUS_NAMES;
  protected readonly subscriptionTones = SUBSCRIPTION_TONES;
  protected readonly store = inject(TenantStore);
  protected readonly read = this.store.tenant;

  constructor() {
    const title = inject(Title);
    const app = inject(APP_NAME);
    effect(() => this.store.id.set(this.id()));
    effect(() => {
      const name = this.store.name();
      if (name) title.setTitle(`${name} · ${TENANT.back} · ${app}`);
    });
    inject(PageKeys).offer({ refresh: () => this.read.reload() }, inject(DestroyRef));
  }

  protected cancelText(periodEnd: string | null): string {
    return periodEnd ? TENANT.cancels(utcDate(periodEnd)) : TENANT.cancelsNoDate;
  }
}
