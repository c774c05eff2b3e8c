import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { RouterLink, RouterLinkActive, RouterOutlet, type IsActiveMatchOptions } from '@angular/router';
import { OvPageHeader } from '@orbisvoice/shared-ui/layout';
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
const EXACT: IsActiveMatchOptions = { paths: 'exact', queryParams: 'ignored', fragment: 'ignored', matrixParams: 'ignored' };

/** The frame of the billing pages: heading, tabs, and the plan that all of them speak of. */
@Component({
  selector: 'ov-billing-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvPageHeader, RouterLink, RouterLinkActive, RouterOutlet],
  providers: [BillingStore, PaymentWaitStore, BillingActions],
  template: `
    <ov-page-header [heading]="s.heading" />
    <nav class="tabs" [attr.aria-label]="s.tabs.label">
      @for (tab of tabs; track tab.link) {
        <a [routerLink]="tab.link" routerLinkActive="tab-now" ariaCurrentWhenActive="page" [routerLinkActiveOptions]="exact">{{
          tab.label
        }}</a>
      }
    </nav>
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
  protected readonly exact = EXACT;
}
