import { ChangeDetectionStrategy, Component } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { SubNav } from '../../../ui/sub-nav';
import { BILLING } from '../billing.strings';

/** The row of billing pages above whichever of them is open. */
@Component({
  selector: 'oc-billing-frame',
  imports: [RouterOutlet, SubNav],
  template: `<oc-sub-nav [label]="words.label" [links]="links" /><router-outlet />`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BillingFrame {
  protected readonly words = BILLING.nav;
  protected readonly links = [
    { link: ['/billing/revenue'], label: BILLING.nav.revenue },
    { link: ['/billing/events'], label: BILLING.nav.events },
    { link: ['/billing/reconciliation'], label: BILLING.nav.reconciliation },
    { link: ['/billing/plans'], label: BILLING.nav.plans },
  ];
}
