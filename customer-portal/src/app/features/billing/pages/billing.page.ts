import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { OvPageHeader } from '@orbisvoice/shared-ui/layout';
import { PageTabs } from '../../../core/page-tabs';
import { BillingStore } from '../billing.store';
import { S } from '../billing.strings';
import { BillingActions } from '../billing-actions';
import { PaymentWaitStore } from '../payment-wait.store';

const TABS = [
  { link: '/billing', label: S.tabs.overview },
  { link: '/billing/usage', label: S.tabs.usage },
  { link: '/billing/invoices', label: S.tabs.invoices },
  { link: '/billing/details', label: S.tabs.details },
] as const;

/** The frame of the billing pages: heading, tabs, and the plan that all of them speak of. */
@Component({
  selector: 'ov-billing-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvPageHeader, PageTabs, RouterOutlet],
  providers: [BillingStore, PaymentWaitStore, BillingActions],
  template: `
    <ov-page-header [heading]="s.heading" />
    <ov-page-tabs [label]="s.tabs.label" [tabs]="tabs" />
    @if (!store.canManage()) {
      <p class="ov-small ov-muted owner-only">{{ s.ownerOnly }}</p>
    }
    <router-outlet />
  `,
})
export default class BillingPage {
  protected readonly store = inject(BillingStore);
  protected readonly s = S;
  protected readonly tabs = TABS;
}
