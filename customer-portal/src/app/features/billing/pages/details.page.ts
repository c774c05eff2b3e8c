import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { OvAsync, OvReady } from '@orbisvoice/shared-ui/feedback';
import { BillingStore } from '../billing.store';
import { BillingEmailCard } from '../ui/billing-email-card';
import { CardCard } from '../ui/card-card';
import { TaxIdsCard } from '../ui/tax-ids-card';

/** How the plan is paid, where receipts go, and the tax ids printed on them. */
@Component({
  selector: 'ov-details-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [BillingEmailCard, CardCard, OvAsync, OvReady, TaxIdsCard],
  template: `
    <div class="ov-stack">
      <ov-async [of]="store.subscription" kind="block" [lines]="2">
        <ng-template [ovReady]="store.subscription" let-now>
          <div class="billing-pair">
            <ov-card-card [subscription]="now" [canManage]="store.canManage()" />
            <ov-billing-email-card [email]="now.billingEmail" [canManage]="store.canManage()" />
          </div>
        </ng-template>
      </ov-async>
      <ov-tax-ids-card [canManage]="store.canManage()" />
    </div>
  `,
})
export default class DetailsPage {
  protected readonly store = inject(BillingStore);
}
