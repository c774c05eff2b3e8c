import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { AdminTenantBilling } from '@orbisvoice/shared-dto';
import { OvBadge, OvCopyButton } from '@orbisvoice/shared-ui/ui';
import { stripeLinkBeside } from '../../../core/stripe-links';
import { StripeLink } from '../../../ui/stripe-link';
import { TENANT_BILLING as WORDS } from '../tenant-billing.strings';

/** Who pays: the customer at Stripe, the card and where the invoices go. */
@Component({
  selector: 'oc-billing-customer',
  imports: [OvBadge, OvCopyButton, StripeLink],
  template: `
    @let it = billing();
    @let subscription = it.subscription;
    <dl class="ov-facts">
      <dt>{{ words.stripeCustomer }}</dt>
      <dd class="oc-copy-line">
        @if (it.stripeCustomerId; as id) {
          <code>{{ id }}</code><ov-copy-button [text]="id" [what]="words.stripeCustomer" />
          @if (it.dashboardUrl; as url) {
            <oc-stripe-link [url]="url" [of]="id" />
          }
        } @else {
          <span class="ov-muted">{{ words.noCustomer }}</span>
        }
      </dd>
      <dt>{{ words.stripeSubscription }}</dt>
      <dd class="oc-copy-line">
        @if (it.stripeSubscriptionId; as id) {
          <code>{{ id }}</code><ov-copy-button [text]="id" [what]="words.stripeSubscription" />
          @if (subscriptionUrl(); as url) {
            <oc-stripe-link [url]="url" [of]="id" />
          }
        } @else {
          <span class="ov-muted">{{ words.none }}</span>
        }
      </dd>
      <dt>{{ words.billingEmail }}</dt>
      <dd>{{ subscription.billingEmail }}</dd>
      <dt>{{ words.card }}</dt>
      <dd class="oc-copy-line">
        @if (subscription.card; as card) {
          {{ words.cardText(card.brand, card.last4, expiry()) }}
          @if (card.isExpiring) {
            <ov-badge tone="warning">{{ words.cardExpiring }}</ov-badge>
          }
        } @else {
          <span class="ov-muted">{{ words.none }}</span>
        }
      </dd>
      <dt>{{ words.taxIds }}</dt>
      <dd>
        @for (tax of subscription.taxIds; track tax.id) {
          <div>
            {{ tax.type }} <code>{{ tax.value }}</code>
          </div>
        } @empty {
          <span class="ov-muted">{{ words.none }}</span>
        }
      </dd>
    </dl>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BillingCustomer {
  readonly billing = input.required<AdminTenantBilling>();

  protected readonly words = WORDS;
  protected readonly expiry = computed(() => {
    const card = this.billing().subscription.card;
    return card ? `${String(card.expMonth).padStart(2, '0')}/${card.expYear}` : '';
  });
  protected readonly subscriptionUrl = computed(() => {
    const { dashboardUrl, stripeSubscriptionId } = this.billing();
    return stripeSubscriptionId && stripeLinkBeside(dashboardUrl, stripeSubscriptionId);
  });
}
