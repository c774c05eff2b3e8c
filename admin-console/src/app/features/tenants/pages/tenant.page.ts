import { ChangeDetectionStrategy, Component, computed, DestroyRef, effect, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Member } from '@orbisvoice/shared-dto';
import type { StandingAction, TenantStatus } from '@orbisvoice/shared-dto/values';
import { SessionStore } from '@orbisvoice/shared-ui/core';
import { OvEmpty, OvNotice, OvSkeleton } from '@orbisvoice/shared-ui/feedback';
import { OvPageHeader } from '@orbisvoice/shared-ui/layout';
import { OvBadge, OvButton, OvCard } from '@orbisvoice/shared-ui/ui';
import { utcDate } from '../../../core/dates';
import { PageKeys } from '../../../core/page-keys';
import { SUBSCRIPTION_STATUS_NAMES, TENANT_STATUS_NAMES } from '../../../core/strings';
import { nameTab } from '../../../core/tab-name';
import { SUBSCRIPTION_TONES, TENANT_TONES } from '../../../core/tones';
import { AuditEntryList } from '../../../ui/audit-entry-list';
import { Problem } from '../../../ui/problem';
import { Refresh } from '../../../ui/refresh';
import { Stale } from '../../../ui/stale';
import { STANDING } from '../standing.strings';
import { TenantStore } from '../tenant.store';
import { TENANT } from '../tenants.strings';
import { ImpersonateDialog } from '../ui/impersonate-dialog';
import { StandingDialog } from '../ui/standing-dialog';
import { TenantFacts } from '../ui/tenant-facts';
import { TenantInvoices } from '../ui/tenant-invoices';
import { TenantMembers } from '../ui/tenant-members';
import { TenantPlan } from '../ui/tenant-plan';
import { TenantStanding } from '../ui/tenant-standing';
import { TenantTabs } from '../ui/tenant-tabs';
import { TenantUsage } from '../ui/tenant-usage';

/** What may be done to a tenant of a standing. */
const ACTIONS: Readonly<Record<TenantStatus, readonly StandingAction[]>> = {
  active: ['suspend', 'ban'],
  suspended: ['reinstate', 'ban'],
  banned: ['reinstate'],
  deleted: [],
};

/** One tenant: who it is, what it pays, what it uses, who belongs to it and what happened. */
@Component({
  selector: 'oc-tenant-page',
  imports: [
    AuditEntryList,
    ImpersonateDialog,
    OvBadge,
    OvButton,
    OvCard,
    OvEmpty,
    OvNotice,
    OvPageHeader,
    OvSkeleton,
    Problem,
    Refresh,
    RouterLink,
    Stale,
    StandingDialog,
    TenantFacts,
    TenantInvoices,
    TenantMembers,
    TenantPlan,
    TenantStanding,
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
  protected readonly standing = STANDING;
  protected readonly statusNames = TENANT_STATUS_NAMES;
  protected readonly statusTones = TENANT_TONES;
  protected readonly subscriptionNames = SUBSCRIPTION_STATUS_NAMES;
  protected readonly subscriptionTones = SUBSCRIPTION_TONES;
  protected readonly store = inject(TenantStore);
  protected readonly read = this.store.tenant;
  private readonly session = inject(SessionStore);
  /** The action whose dialog is open. */
  protected readonly chosen = signal<StandingAction | null>(null);
  /** Whom staff are about to act as. */
  protected readonly person = signal<Member | null>(null);
  protected readonly actions = computed(() => {
    const status = this.read.problem() ? undefined : this.read.value()?.status;
    return status && this.session.can('admin.manage') ? ACTIONS[status] : [];
  });

  constructor() {
    effect(() => this.store.id.set(this.id()));
    nameTab(() => {
      const name = this.store.name();
      return name ? `${name} · ${TENANT.back}` : null;
    });
    inject(PageKeys).offer({ refresh: () => this.read.reload() }, inject(DestroyRef));
  }

  protected leaveImpersonation(hasBegun: boolean): void {
    this.person.set(null);
    if (hasBegun) this.read.reload();
  }

  protected leave(hasChanged: boolean): void {
    this.chosen.set(null);
    if (hasChanged) this.read.reload();
  }

  protected cancelText(periodEnd: string | null): string {
    return periodEnd ? TENANT.cancels(utcDate(periodEnd)) : TENANT.cancelsNoDate;
  }
}
